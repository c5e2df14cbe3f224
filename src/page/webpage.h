#pragma once

#include <QJsonArray>
#include <QWebEnginePage>
#include <QWebEngineUrlRequestInterceptor>

#include <functional>

namespace swapscope {

// The object that the web channel shows to the page's probe. What the probe reports goes on as a signal.
class ProbePort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // The probe calls it by this name: the document's key, the page's time (performance.now(), ms), and the
    // facts (ProbeReader::push() has their form).
    Q_INVOKABLE void report(const QString &document, double sentAt, const QJsonArray &facts);

Q_SIGNALS:
    void arrived(const QString &document, double sentAt, const QJsonArray &facts);
};

// Gives each reconnection of an EventSource a connection key of its own in a request header, because an
// EventSource reconnects with the address, and so the key, of its first request.
class KeyInterceptor : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    // Takes the key in a request's address; returns the key to set as a header, or nothing if the one in the
    // address is right. Called on the main thread.
    using KeyOf = std::function<QByteArray(const QByteArray &key)>;

    explicit KeyInterceptor(KeyOf keyOf, QObject *parent = nullptr);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    KeyOf m_keyOf;
};

// The browser's page. Its alerts and questions appear inside the window (without a display they are answered
// at once), and its error messages become a signal.
class WebPage : public QWebEnginePage
{
    Q_OBJECT

public:
    using QWebEnginePage::QWebEnginePage;

Q_SIGNALS:
    // An error message on the page's console; `line` from 1, 0 if it is not known.
    void failed(const QString &text, const QString &source, int line);

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;
    void javaScriptAlert(const QUrl &origin, const QString &text) override;
    bool javaScriptConfirm(const QUrl &origin, const QString &text) override;
    bool javaScriptPrompt(const QUrl &origin, const QString &text, const QString &preset,
                          QString *answer) override;
};

} // namespace swapscope
