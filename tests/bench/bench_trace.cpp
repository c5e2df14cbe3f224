// What an event costs on its way: nanoseconds of processor time in each stage, and bytes, of a run with
// 1,000,000 events (or as many as the first argument says): one publisher, fifty pages on links, swaps, a
// reconnection now and then.

#include <core/recorder.h>
#include <timeline/geometry.h>
#include <timeline/lanes/lanes.h>
#include <timeline/layout.h>
#include <trace/file/tracefile.h>
#include <trace/join.h>
#include <trace/ledger/ledger.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>

using namespace swapscope;

namespace {

constexpr int kPages = 50;

class Load
{
public:
    explicit Load(std::size_t events) : m_events(events) {}

    std::vector<Event> make()
    {
        add({.kind = Kind::ServerStarted});
        for (int i = 0; i < kPages; ++i)
            connect(i);
        while (m_made.size() < m_events) {
            publish();
            if (m_update % 500 == 0)
                reconnect(static_cast<int>(m_update / 500) % kPages);
        }
        m_made.resize(m_events);
        return std::move(m_made);
    }

private:
    struct Page
    {
        QString name;
        ConnectionId conn;
        int n = 0;
    };

    EventId add(Event event)
    {
        m_t += 3 * kMicrosecond;
        event.t = m_t;
        m_made.push_back(std::move(event));
        return m_made.size();
    }

    void connect(int i)
    {
        Page &page = m_pages[static_cast<std::size_t>(i)];
        if (page.name.isEmpty())
            page.name = QStringLiteral("page %1").arg(i);
        page.conn = ConnectionId(++m_lastConn);
        page.n = 0;
        const auto event = [&](Kind kind, Payload data) {
            add({.kind = kind, .client = page.name, .conn = page.conn, .data = std::move(data)});
        };
        event(Kind::PageConnecting,
              {{Field::Transport, Word::Ws}, {Field::Url, QStringLiteral("ws://h/chat")}});
        event(Kind::LinkAccepted, {{Field::Transport, Word::Ws}, {Field::Path, m_path}});
        event(Kind::ServerOpened,
              {{Field::Transport, Word::Ws}, {Field::Path, m_path}, {Field::Channel, m_channel}});
        event(Kind::PageOpen, {});
    }

    void reconnect(int i)
    {
        const Page page = m_pages[static_cast<std::size_t>(i)];
        add({.kind = Kind::LinkCut, .client = page.name, .conn = page.conn});
        add({.kind = Kind::PageClosed,
             .client = page.name,
             .conn = page.conn,
             .data = {{Field::Code, 1006}}});
        connect(i);
    }

    void publish()
    {
        ++m_update;
        const QByteArray body = QByteArray("<div id=\"messages\" hx-swap-oob=\"beforeend\"><p>update ") +
                                QByteArray::number(m_update) + QByteArray(140, 'x') + "</p></div>";
        const EventId published = add({.kind = Kind::ServerPublished,
                                       .update = m_update,
                                       .data = {{Field::Channel, m_channel},
                                                {Field::Bytes, body.size()},
                                                {Field::Text, FieldValue::utf8(body)},
                                                {Field::Receivers, kPages}}});
        const Payload sent{{Field::Path, m_path},
                           {Field::Channel, m_channel},
                           {Field::Why, Word::Live},
                           {Field::Bytes, body.size()}};
        for (Page &page : m_pages)
            add({.kind = Kind::ServerSent,
                 .client = page.name,
                 .conn = page.conn,
                 .n = ++page.n,
                 .update = m_update,
                 .cause = published,
                 .data = sent});
        for (const Page &page : m_pages)
            add({.kind = Kind::LinkMessage,
                 .client = page.name,
                 .conn = page.conn,
                 .n = page.n,
                 .data = {{Field::Dir, Word::Down},
                          {Field::Opcode, Word::Text},
                          {Field::Bytes, body.size() + 4},
                          {Field::Path, m_path},
                          {Field::Text, FieldValue::utf8(body)},
                          {Field::HeldMs, static_cast<double>(m_update % 97) / 1000}}});
        for (const Page &page : m_pages) {
            const EventId message =
                add({.kind = Kind::PageMessage,
                     .client = page.name,
                     .conn = page.conn,
                     .n = page.n,
                     .data = {{Field::Transport, Word::Ws}, {Field::Bytes, body.size()}}});
            add({.kind = Kind::PageSwap,
                 .client = page.name,
                 .cause = message,
                 .data = {{Field::Target, QStringLiteral("#messages")},
                          {Field::Style, QStringLiteral("beforeend")},
                          {Field::Added, 1},
                          {Field::Removed, 0},
                          {Field::Oob, true}}});
        }
    }

    std::size_t m_events;
    std::vector<Event> m_made;
    std::array<Page, kPages> m_pages;
    Nanoseconds m_t = 0;
    qint64 m_update = 0;
    int m_lastConn = 0;
    SharedText m_path{QByteArrayView("/chat")};
    SharedText m_channel{QByteArrayView("room")};
};

double residentBytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * 4096;
}

// Nanoseconds of the processor: what else the machine does is not counted.
double processorTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

template<typename Work>
void measure(const char *what, std::size_t events, Work work)
{
    const double begin = processorTime();
    work();
    std::printf("%-28s %8.0f ns an event\n", what, (processorTime() - begin) / static_cast<double>(events));
    std::fflush(stdout);
}

// The shapes of a diagram of 1,600 × 800 pixels with the middle of the run in sight.
void measureGeometry(const char *what, const timeline::Lanes &lanes, Nanoseconds part)
{
    constexpr int kTimes = 20;
    const timeline::Range content = lanes.content();
    const Nanoseconds middle = content.from + content.span() / 2;
    const Nanoseconds half = content.span() / part / 2;
    timeline::GeometryInput input;
    input.scale = {.range = {middle - half, middle + half}, .left = 0, .width = 1600};
    input.layout = timeline::layout(lanes, input.filter, 800);
    input.now = content.to;
    const double begin = processorTime();
    std::size_t lines = 0;
    for (int i = 0; i < kTimes; ++i)
        lines += timeline::geometry(lanes, input).lines.size();
    std::printf("%-28s %8.0f µs for %zu lines\n", what, (processorTime() - begin) / 1000 / kTimes,
                lines / kTimes);
}

} // namespace

int main(int argc, char **argv)
{
    const std::size_t count = argc > 1 ? QByteArray(argv[1]).toULongLong() : 1'000'000;
    std::vector<Event> events = Load(count).make();
    Recorder recorder(std::make_shared<MonotonicClock>());
    measure("record and take", count, [&] {
        for (Event &event : events)
            recorder.record(std::move(event));
        events = recorder.take();
    });
    Join join;
    measure("join", count, [&] {
        for (Event &event : events)
            join.enrich(event);
    });
    Trace trace;
    const double before = residentBytes();
    measure("store and index", count, [&] {
        for (const Event &event : events)
            trace.append(event);
    });
    const double kept = residentBytes() - before;
    RunModel model;
    measure("run model", count, [&] {
        for (const Event &event : events)
            model.push(event);
    });
    Ledger ledger;
    measure("ledger", count, [&] {
        for (const Event &event : events)
            ledger.consume(event);
    });
    timeline::Lanes lanes;
    const double beforeLanes = residentBytes();
    measure("lanes", count, [&] {
        for (const Event &event : events)
            lanes.append(event, trace);
    });
    const double lanesKept = residentBytes() - beforeLanes;
    measureGeometry("geometry, all in sight", lanes, 1);
    measureGeometry("geometry, a hundredth", lanes, 100);
    measure("read back", count, [&] {
        for (EventId id = 1; id <= count; ++id)
            trace.at(id);
    });
    std::printf("%-28s %8.0f bytes an event, of them in memory %.0f\n", "store and index",
                static_cast<double>(trace.bytes()) / static_cast<double>(count),
                kept / static_cast<double>(count));
    std::printf("%-28s %8.0f bytes an event in memory\n", "lanes", lanesKept / static_cast<double>(count));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("trace.jsonl"));
    measure("save", count, [&] { (void)saveTrace(path, trace); });
    std::printf("%-28s %8lld MB\n", "file", QFile(path).size() / 1'000'000);
    Trace opened;
    measure("load", count, [&] {
        if (const Result<TraceNotes> read = loadTrace(path, &opened); !read)
            std::printf("%s\n", qPrintable(read.error().toString()));
    });
    return opened.size() == count ? 0 : 1;
}
