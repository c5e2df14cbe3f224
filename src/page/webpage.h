#pragma once

#include <QJsonArray>
#include <QWebEnginePage>
#include <QWebEngineUrlRequestInterceptor>

#include <functional>

namespace swapscope {

// The object to which the probe reports.
class ProbePort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Called from the page, by name: a document's key, the page's time, and what happened there.
    Q_INVOKABLE void take(const QString &document, double sentAt, const QJsonArray &facts);

Q_SIGNALS:
    void arrived(const QString &document, double sentAt, const QJsonArray &facts);
};

// Gives each reconnection of an EventSource a key of its own, in a header: the address cannot change.
class KeyInterceptor : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    // The key by which a stream's request goes, given that of its address; empty: the address's own.
    using KeyOf = std::function<QByteArray(const QByteArray &key)>;

    explicit KeyInterceptor(KeyOf keyOf, QObject *parent = nullptr);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    KeyOf m_keyOf;
};

// A page that stays by itself: its questions are asked inside the window, it opens no other.
class WebPage : public QWebEnginePage
{
    Q_OBJECT

public:
    using QWebEnginePage::QWebEnginePage;

Q_SIGNALS:
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
