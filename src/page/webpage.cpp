#include "webpage.h"

#include <core/connections.h>

#include <QGuiApplication>
#include <QUrlQuery>
#include <QWebEngineUrlRequestInfo>

namespace swapscope {

namespace {

// Without a display nobody could answer, and the page would stand still for ever.
bool someoneIsThere()
{
    return QGuiApplication::platformName() != QLatin1StringView("offscreen") &&
           QGuiApplication::platformName() != QLatin1StringView("minimal");
}

} // namespace

void ProbePort::report(const QString &document, double sentAt, const QJsonArray &facts)
{
    Q_EMIT arrived(document, sentAt, facts);
}

KeyInterceptor::KeyInterceptor(KeyOf keyOf, QObject *parent)
    : QWebEngineUrlRequestInterceptor(parent), m_keyOf(std::move(keyOf))
{
}

void KeyInterceptor::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const QUrl url = info.requestUrl();
    if (url.scheme() != QLatin1StringView("http") && url.scheme() != QLatin1StringView("https"))
        return;
    const QByteArray key =
        QUrlQuery(url).queryItemValue(QString::fromLatin1(kConnectionKeyParameter)).toLatin1();
    if (key.isEmpty())
        return;
    const QByteArray own = m_keyOf(key);
    if (!own.isEmpty())
        info.setHttpHeader(kConnectionKeyHeader, own);
}

void WebPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                       const QString &source)
{
    if (level == ErrorMessageLevel)
        Q_EMIT failed(message, source, line);
}

void WebPage::javaScriptAlert(const QUrl &origin, const QString &text)
{
    if (someoneIsThere())
        QWebEnginePage::javaScriptAlert(origin, text);
}

bool WebPage::javaScriptConfirm(const QUrl &origin, const QString &text)
{
    return !someoneIsThere() || QWebEnginePage::javaScriptConfirm(origin, text);
}

bool WebPage::javaScriptPrompt(const QUrl &origin, const QString &text, const QString &preset,
                               QString *answer)
{
    if (someoneIsThere())
        return QWebEnginePage::javaScriptPrompt(origin, text, preset, answer);
    *answer = preset;
    return true;
}

} // namespace swapscope
