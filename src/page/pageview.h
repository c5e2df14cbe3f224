#pragma once

#include "pagestate.h"

#include <core/connections.h>
#include <core/recorder.h>

#include <QUrl>
#include <QVariant>
#include <QWidget>

#include <functional>
#include <memory>

namespace swapscope {

// Makes the program ready for pages: shared OpenGL contexts and the web engine's start. Call it once, before
// the QApplication is constructed.
void preparePages();
// Whether pages are told of a dark desktop (prefers-color-scheme). The web engine takes it once, with its
// first page; said later it changes nothing.
void preferDarkPages(bool dark);

// A browser page of one client, with a profile of its own that leaves nothing on disk, and the probe in it
// that records the page.* events of resources/manual/trace.md: what the page really did, with the moment at
// which it did it.
//
// Main thread. The recorder and the registry are the run's; they outlive the view. Nothing is loaded, and no
// browser process started, before the first load(). A view that is not visible is a background tab:
// document.hidden is true.
class PageView : public QWidget
{
    Q_OBJECT

public:
    // client: "A". The events carry it.
    PageView(const QString &client, Recorder &recorder, ConnectionRegistry &connections,
             QWidget *parent = nullptr);
    ~PageView() override;

    QString client() const;

    // Any http address. A second load() leaves the page that is there.
    void load(const QUrl &url);
    void reload();
    void back();
    void forward();
    bool canGoBack() const;
    bool canGoForward() const;

    // The address of the page that is shown, or that failed to load. Empty before the first load().
    QUrl url() const;
    QString title() const;

    // Runs a script in the page and answers with its value, as JSON would keep it; an invalid QVariant when
    // it threw or there is no page. The answer comes later, on this thread.
    void evaluate(const QString &script, std::function<void(const QVariant &)> answer = {});

    // Whether what a swap changed flashes, drawn over the page. On at the start.
    void setFlash(bool on);
    bool flash() const;

    // How large the page is drawn: 1 is natural, from 0.25 to 5.
    void setZoom(double factor);
    double zoom() const;

    // What the page's EventSource waits before it reconnects, for an address's path ("/counter"), as last
    // told by a `retry` field on the wire: the browser does not tell the page. 3 s until told. Used for
    // back-offs that the browser plans by itself.
    void setReconnectionTime(const QString &path, Nanoseconds time);

    const PageState &state() const;

Q_SIGNALS:
    // After every change of state(): a document came, a connection opened, closed, waits, …
    void stateChanged();
    // ok: a document is there, whatever its status. Not ok: the view says why and offers to try again.
    void loadFinished(bool ok);
    void urlChanged(const QUrl &url);
    void titleChanged(const QString &title);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace swapscope
