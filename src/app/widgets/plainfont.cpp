#include "plainfont.h"

#include "theme.h"

#include <QFontDatabase>
#include <QRawFont>
#include <QtEndian>

#include <utility>
#include <vector>

namespace swapscope {

namespace {

constexpr quint32 kTrueType = 0x00010000; // the version of a font file with TrueType outlines
constexpr int kDirectoryEntry = 16;
constexpr int kDirectoryHead = 12;

template<typename Number>
void put(QByteArray &bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

// The table "name" (OpenType, "name — Naming Table", version 0), for Windows in English.
QByteArray nameTable(const QString &family)
{
    constexpr int kHead = 6;
    constexpr int kRecord = 12;
    constexpr quint16 kFamily = 1;
    constexpr quint16 kStyle = 2;
    constexpr quint16 kFullName = 4;
    constexpr quint16 kPostScript = 6;
    const std::vector<std::pair<quint16, QString>> names{{kFamily, family},
                                                         {kStyle, QStringLiteral("Regular")},
                                                         {kFullName, family},
                                                         {kPostScript, QString(family).remove(u' ')}};
    QByteArray table;
    QByteArray texts;
    put<quint16>(table, 0);
    put<quint16>(table, static_cast<quint16>(names.size()));
    put<quint16>(table, static_cast<quint16>(kHead + kRecord * names.size()));
    for (const auto &[id, text] : names) {
        for (const quint16 value : {quint16(3), quint16(1), quint16(0x409), id})
            put<quint16>(table, value); // platform, encoding, language
        put<quint16>(table, static_cast<quint16>(text.size() * 2));
        put<quint16>(table, static_cast<quint16>(texts.size()));
        for (const QChar letter : text)
            put<quint16>(texts, letter.unicode());
    }
    return table + texts;
}

// The family that is this one without ligatures: what is installed by that name (NL: no ligatures), else made
// of it. The family itself where there is no other.
QString plainFamily(const QString &family)
{
    const QString plain = family + QStringLiteral(" NL");
    if (QFontDatabase::hasFamily(plain))
        return plain;
    const QByteArray file =
        withoutSubstitutions(QRawFont::fromFont(QFont(family)), QStringLiteral("Swapscope Mono"));
    const int font = file.isEmpty() ? -1 : QFontDatabase::addApplicationFontFromData(file);
    return font < 0 ? family : QFontDatabase::applicationFontFamilies(font).value(0, family);
}

} // namespace

QFont codeFont()
{
    QFont font = fonts::mono();
    static const QString family = plainFamily(font.family());
    font.setFamilies({family});
    return font;
}

QByteArray withoutSubstitutions(const QRawFont &font, const QString &family)
{
    // In the order of their names, as a font file has them.
    static const char *const kNeeded[] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                          "hmtx", "loca", "maxp", "post"};
    static const char *const kTables[] = {"GDEF", "GPOS", "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf",
                                          "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"};
    for (const char *name : kNeeded) {
        if (font.fontTable(name).isEmpty())
            return {};
    }
    std::vector<std::pair<const char *, QByteArray>> tables;
    for (const char *name : kTables) {
        QByteArray table = qstrcmp(name, "name") == 0 ? nameTable(family) : font.fontTable(name);
        if (!table.isEmpty())
            tables.emplace_back(name, std::move(table));
    }
    QByteArray file;
    put<quint32>(file, kTrueType);
    put<quint16>(file, static_cast<quint16>(tables.size()));
    for (int i = 0; i < 3; ++i)
        put<quint16>(file, 0); // helps to search, and is not asked for
    QByteArray bodies;
    const qsizetype begin = kDirectoryHead + kDirectoryEntry * static_cast<qsizetype>(tables.size());
    for (const auto &[name, table] : tables) {
        file.append(name, 4);
        put<quint32>(file, 0); // a checksum that readers do not check
        put<quint32>(file, static_cast<quint32>(begin + bodies.size()));
        put<quint32>(file, static_cast<quint32>(table.size()));
        bodies += table;
        bodies.append((4 - table.size() % 4) % 4, '\0');
    }
    return file + bodies;
}

} // namespace swapscope
