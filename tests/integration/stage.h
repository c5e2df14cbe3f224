#pragma once

#include <core/event.h>
#include <page/pageview.h>
#include <session/session.h>

#include <QDir>
#include <QSet>
#include <QWidget>

#include <functional>
#include <map>
#include <memory>

namespace swapscope::test {

// A scenario with its pages open, as the window has them, without the window.
class Stage
{
public:
    Stage();
    ~Stage();

    // Opens the scenario; an empty text, or what is wrong.
    QString open(const QString &scenario, const SessionOptions &options);
    void close();

    Session &session() { return m_session; }
    PageView &page(const QString &client) { return *m_pages.at(client); }

    // Waits until the session's ledger, steps and findings know of everything that has been recorded up to
    // now.
    void workThrough();
    // Waits until an event that fits has happened, and the session knows of it; its id, 0 after `timeout`
    // milliseconds. Looks at what has happened already, from `after` on.
    EventId waitFor(const std::function<bool(const Event &)> &fits, EventId after = 0, int timeout = 30'000);
    // Waits until something is so.
    bool waitUntil(const std::function<bool()> &so, int timeout = 30'000);
    // Waits until the run has gone on for so long by its own events: what it was to bring is there.
    bool goesOn(Nanoseconds length);
    // All events that fit.
    std::vector<Event> events(const std::function<bool(const Event &)> &fits) const;
    // Runs a script in a client's page and waits for its value.
    QVariant evaluate(const QString &client, const QString &script);
    // The numbers of the updates that the page shows, by their data-update, in the order of the page.
    QList<qint64> shown(const QString &client);

private:
    // What a lesson's step does in a page.
    void perform(const StepAction &action, int request);

    Session m_session;
    QWidget m_window;
    std::map<QString, std::unique_ptr<PageView>> m_pages;
};

// Writes a file of a scenario into a folder; false when that is not possible.
bool write(const QDir &folder, const QString &name, const QByteArray &text);

std::function<bool(const Event &)> isKind(Kind kind, const QString &client = {});

} // namespace swapscope::test
