#include "handshake.h"

#include "status.h"

#include <QCryptographicHash>

namespace swapscope::wire {

namespace {

constexpr char kVersion[] = "13";
constexpr qsizetype kKeyBytes = 16;

} // namespace

std::optional<UpgradeRefusal> checkUpgrade(const HttpHead &request)
{
    if (request.value("Sec-WebSocket-Version") != kVersion) {
        return UpgradeRefusal{426,
                              QStringLiteral("Only version 13 of the WebSocket protocol is spoken here."),
                              {{"Sec-WebSocket-Version", kVersion}, {"Upgrade", "websocket"}}};
    }
    const auto key = QByteArray::fromBase64Encoding(request.value("Sec-WebSocket-Key"),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != kKeyBytes)
        return UpgradeRefusal{400, QStringLiteral("Sec-WebSocket-Key is no base64 of 16 bytes."), {}};
    return std::nullopt;
}

std::vector<QByteArray> offeredProtocols(const HttpHead &request)
{
    std::vector<QByteArray> protocols;
    for (const HttpField &field : request.fields) {
        if (field.name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : field.value.split(',')) {
            if (const QByteArray name = part.trimmed(); !name.isEmpty())
                protocols.push_back(name);
        }
    }
    return protocols;
}

HttpHead upgradeAnswer(const HttpHead &request, const QByteArray &protocol)
{
    HttpHead head;
    head.request = false;
    head.status = 101;
    head.reason = reasonPhrase(101);
    head.fields = {{"Upgrade", "websocket"},
                   {"Connection", "Upgrade"},
                   {"Sec-WebSocket-Accept", acceptKey(request.value("Sec-WebSocket-Key"))}};
    if (!protocol.isEmpty())
        head.fields.push_back({"Sec-WebSocket-Protocol", protocol});
    return head;
}

QByteArray acceptKey(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData(QByteArrayView("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
    return hash.result().toBase64();
}

} // namespace swapscope::wire
