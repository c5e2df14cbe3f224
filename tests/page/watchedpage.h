#pragma once

#include "pageserver.h"

#include <page/pageview.h>

#include <QSignalSpy>
#include <QtTest>

// A page in a view, and what the trace has of it so far.
class WatchedPage
{
public:
    explicit WatchedPage(PageServer &server, const QString &path = QStringLiteral("/"))
        : recorder(std::make_shared<swapscope::MonotonicClock>()),
          view(QStringLiteral("A"), recorder, registry)
    {
        view.resize(480, 320);
        view.show();
        view.load(server.url(path));
    }

    // Everything recorded up to now.
    const std::vector<swapscope::Event> &events()
    {
        for (swapscope::Event &event : recorder.take())
            all.push_back(std::move(event));
        return all;
    }

    QList<swapscope::Event> of(swapscope::Kind kind)
    {
        QList<swapscope::Event> found;
        for (const swapscope::Event &event : events()) {
            if (event.kind == kind)
                found.append(event);
        }
        return found;
    }

    qsizetype count(swapscope::Kind kind) { return of(kind).size(); }

    swapscope::Event event(swapscope::EventId id)
    {
        for (const swapscope::Event &one : events()) {
            if (one.id == id)
                return one;
        }
        return {};
    }

    // The kinds so far, without page., one line: "loaded connecting open".
    QString story(const QStringList &without = {QStringLiteral("nodes"), QStringLiteral("error")})
    {
        QStringList names;
        for (const swapscope::Event &one : events()) {
            const QString name = QString(swapscope::kindName(one.kind)).mid(5);
            if (!without.contains(name))
                names << name;
        }
        return names.join(u' ');
    }

    // The value of a script in the page.
    QVariant ask(const QString &script)
    {
        QVariant value;
        bool answered = false;
        view.evaluate(script, [&](const QVariant &answer) {
            value = answer;
            answered = true;
        });
        return QTest::qWaitFor([&] { return answered; }, 10000) ? value : QVariant();
    }

    bool waitFor(swapscope::Kind kind, qsizetype times = 1, int ms = 15000)
    {
        if (QTest::qWaitFor([&] { return count(kind) >= times; }, ms))
            return true;
        for (const swapscope::Event &one : all)
            qWarning() << one.id << swapscope::kindName(one.kind) << one.conn << one.data.toJson();
        return false;
    }

    swapscope::Recorder recorder;
    swapscope::ConnectionRegistry registry;
    swapscope::PageView view;
    std::vector<swapscope::Event> all;
};
