#include "twinplan.h"

#include <faults/presets.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace swapscope::test {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 between(Random &random, qint64 low, qint64 high)
{
    return low + static_cast<qint64>(random.uniform() * static_cast<double>(high - low + 1));
}

qint64 milliseconds(Random &random, int low, int high)
{
    return between(random, low, high) * kMillisecond;
}

template<typename T, std::size_t size>
T oneOf(Random &random, const std::array<T, size> &all)
{
    return all[static_cast<std::size_t>(between(random, 0, static_cast<qint64>(size) - 1))];
}

// The plan of one client, written from its beginning on.
struct Diary
{
    Random random;
    QString client;
    Nanoseconds at = 0;
    std::vector<Mishap> mishaps;

    void put(Mishap::What what, const QString &name = {}, const QVariantMap &args = {}, Nanoseconds later = 0)
    {
        mishaps.push_back({at + later, client, what, name, args});
    }
    void fault(const QString &name, const QVariantMap &args = {}, Nanoseconds later = 0)
    {
        put(Mishap::What::Fault, name, args, later);
    }
    qint64 time(int low, int high) { return milliseconds(random, low, high); }
    bool happens(double probability) { return random.uniform() < probability; }
    // So that what waits for new connections has some.
    void reconnect(Nanoseconds later = kMillisecond)
    {
        if (happens(0.5))
            fault(u"cut"_s, {{u"for"_s, qint64(0)}}, later);
        else
            fault(u"close"_s, {{u"code"_s, 1012}}, later);
    }
};

QString anyWay(Random &random)
{
    return oneOf<QString>(random, std::array{u"down"_s, u"up"_s, u"both"_s});
}

// A code that most versions return from; sometimes one that they do not.
int closeCode(Random &random)
{
    return oneOf(random, std::array{1011, 1012, 1012, 1013, 1001, 1000, 4000});
}

// A fault on messages. Those that go up are few, so it is mostly those that come down.
void messageFault(Diary &diary, const QString &name, qint64 length, QVariantMap args = {})
{
    args.insert(u"for"_s, length);
    args.insert(u"direction"_s, diary.happens(0.8) ? u"down"_s : u"both"_s);
    args.insert(u"probability"_s, oneOf(diary.random, std::array{0.2, 0.5, 1.0}));
    if (diary.happens(0.3))
        args.insert(u"next"_s, static_cast<int>(between(diary.random, 1, 4)));
    diary.fault(name, args);
    // What brings a page up to date are messages too.
    if (diary.happens(0.3))
        diary.reconnect();
}

void hold(Diary &diary, qint64 length)
{
    using What = Mishap::What;
    diary.put(What::Hold);
    for (qint64 turns = between(diary.random, 2, 8); turns > 0; --turns) {
        const What what = oneOf(diary.random, std::array{What::Step, What::Step, What::Release, What::Discard,
                                                         What::Twice, What::Move});
        diary.put(what, {}, {{u"which"_s, static_cast<int>(between(diary.random, 0, 9))}},
                  between(diary.random, 0, length));
    }
    diary.put(What::LetGo, {}, {}, length);
}

void preset(Diary &diary, qint64 length)
{
    const std::vector<Preset> &all = presets();
    const Preset &one =
        all[static_cast<std::size_t>(between(diary.random, 0, static_cast<qint64>(all.size()) - 1))];
    diary.put(Mishap::What::Preset, one.name);
    diary.fault(u"clear"_s, {}, length);
    // A tunnel's end, which the clear has taken away.
    if (one.name == u"tunnel")
        diary.fault(u"cut"_s, {{u"for"_s, qint64(0)}}, length + kMillisecond);
}

using Writer = std::function<Nanoseconds(Diary &, qint64)>;

// By name: writes a mishap that lasts about so long; for how long nothing else begins.
const std::map<QString, Writer> &writers()
{
    static const QString kFor = u"for"_s;
    static const auto ofMessages = [](const QString &name) {
        return [name](Diary &diary, qint64 length) {
            messageFault(diary, name, length);
            return length / 2;
        };
    };
    static const std::map<QString, Writer> all = {
        {u"cut"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"cut"_s, {{kFor, length}});
             return length;
         }},
        {u"freeze"_s,
         [](Diary &diary, qint64 length) {
             const QVariantMap way{{u"direction"_s, anyWay(diary.random)}};
             if (diary.happens(0.5)) {
                 diary.fault(u"freeze"_s, way);
                 diary.fault(u"thaw"_s, {}, length);
             } else {
                 QVariantMap args = way;
                 args.insert(kFor, length);
                 diary.fault(u"freeze"_s, args);
             }
             return length;
         }},
        {u"close"_s,
         [](Diary &diary, qint64) {
             diary.fault(u"close"_s, {{u"code"_s, closeCode(diary.random)}});
             return 0;
         }},
        {u"refuse"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"refuse"_s, {{kFor, length}});
             diary.fault(u"close"_s, {{u"code"_s, 1012}}, kMillisecond);
             return length;
         }},
        {u"latency"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"latency"_s,
                         {{u"delay"_s, diary.time(20, 250)}, {u"jitter"_s, diary.time(0, 100)}});
             diary.fault(u"clear"_s, {}, length + diary.time(0, 400));
             return length / 2; // so that others happen while messages are on their way
         }},
        {u"http"_s,
         [](Diary &diary, qint64 length) {
             QVariantMap args{{kFor, length},
                              {u"status"_s, oneOf(diary.random, std::array{503, 503, 429, 404, 204, 200})}};
             if (args.value(u"status"_s) == 503 && diary.happens(0.5))
                 args.insert(u"retry_after"_s, kSecond);
             diary.fault(u"http"_s, args);
             diary.reconnect();
             return length;
         }},
        {u"flap"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"flap"_s, {{kFor, length}, {u"open_for"_s, diary.time(0, 150)}});
             diary.reconnect();
             return length;
         }},
        {u"handshake"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"handshake"_s, {{kFor, length}, {u"by"_s, diary.time(20, 400)}});
             diary.reconnect();
             return length / 2;
         }},
        {u"lose"_s, ofMessages(u"lose"_s)},
        {u"duplicate"_s, ofMessages(u"duplicate"_s)},
        {u"corrupt"_s, ofMessages(u"corrupt"_s)},
        {u"truncate"_s, ofMessages(u"truncate"_s)},
        {u"reorder"_s,
         [](Diary &diary, qint64 length) {
             messageFault(diary, u"reorder"_s, length, {{u"within"_s, diary.time(30, 500)}});
             return length / 2;
         }},
        {u"delay"_s,
         [](Diary &diary, qint64 length) {
             messageFault(diary, u"delay"_s, length, {{u"by"_s, diary.time(30, 500)}});
             return length / 2;
         }},
        {u"bandwidth"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"bandwidth"_s, {{kFor, length},
                                          {u"kbit"_s, static_cast<int>(between(diary.random, 10, 200))},
                                          {u"direction"_s, anyWay(diary.random)}});
             return length / 2;
         }},
        {u"slice"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"slice"_s, {{kFor, length},
                                      {u"bytes"_s, static_cast<int>(between(diary.random, 1, 20))},
                                      {u"direction"_s, anyWay(diary.random)}});
             return length / 2;
         }},
        {u"limit"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"limit"_s, {{kFor, length},
                                      {u"bytes"_s, static_cast<int>(between(diary.random, 300, 4000))},
                                      {u"direction"_s, diary.happens(0.8) ? u"down"_s : u"both"_s}});
             return length;
         }},
        {u"idle"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"idle"_s, {{u"timeout"_s, diary.time(40, 150)}});
             diary.fault(u"clear"_s, {}, length);
             return length;
         }},
        {u"halfopen"_s,
         [](Diary &diary, qint64 length) {
             diary.fault(u"halfopen"_s, {{kFor, length}, {u"direction"_s, anyWay(diary.random)}});
             // Nobody else ends one of which the client hears nothing.
             if (diary.happens(0.7))
                 diary.fault(u"cut"_s, {{kFor, qint64(0)}}, length + diary.time(0, 300));
             return length;
         }},
        {u"preset"_s,
         [](Diary &diary, qint64 length) {
             preset(diary, length);
             return length;
         }},
        {u"hold"_s,
         [](Diary &diary, qint64 length) {
             hold(diary, length);
             return diary.happens(0.5) ? length : length / 2;
         }},
        {u"reload"_s,
         [](Diary &diary, qint64) {
             diary.put(Mishap::What::Reload);
             return 0;
         }},
        {u"hide"_s,
         [](Diary &diary, qint64 length) {
             diary.put(Mishap::What::Hide);
             diary.put(Mishap::What::Show, {}, {}, length);
             return length;
         }},
    };
    return all;
}

std::vector<Mishap> planServer(Random random, Nanoseconds length, const QStringList &kinds)
{
    std::vector<Mishap> mishaps;
    const bool deploys = kinds.contains(u"deploy"_s);
    const bool scripts = kinds.contains(u"script"_s);
    for (Nanoseconds at = milliseconds(random, 400, 2200); at < length;
         at += milliseconds(random, 1500, 4000)) {
        const bool script = random.uniform() < 0.5;
        const int code = random.uniform() < 0.5 ? 1012 : 1001;
        const qint64 down = milliseconds(random, 50, 400);
        if (script && scripts)
            mishaps.push_back({at, {}, Mishap::What::LoadScript, {}, {}});
        else if (!script && deploys)
            mishaps.push_back({at, {}, Mishap::What::Deploy, {}, {{u"code"_s, code}, {u"down"_s, down}}});
    }
    return mishaps;
}

} // namespace

QString Mishap::text() const
{
    static constexpr std::array kWords = {
        "",     "preset", "hold",   "step", "release", "discard", "duplicate held",
        "move", "let go", "reload", "hide", "show",    "deploy",  "load the script again"};
    static const QStringList kTimes{u"for"_s, u"delay"_s,   u"jitter"_s,      u"by"_s,       u"within"_s,
                                    u"gap"_s, u"timeout"_s, u"retry_after"_s, u"open_for"_s, u"down"_s};
    QStringList words{u"%1 s"_s.arg(static_cast<double>(at) / kSecond, 0, 'f', 3)};
    if (!client.isEmpty())
        words << client;
    if (what != What::Fault)
        words << QString::fromLatin1(kWords[static_cast<std::size_t>(what)]);
    if (!name.isEmpty())
        words << name;
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg) {
        const QString value =
            kTimes.contains(arg.key()) ? u"%1ms"_s.arg(arg->toLongLong() / kMillisecond) : arg->toString();
        words << u"%1=%2"_s.arg(arg.key(), value);
    }
    return words.join(u' ');
}

const QStringList &clientMishaps()
{
    static const QStringList all = [] {
        QStringList names;
        for (const auto &[name, writer] : writers())
            names << name;
        return names;
    }();
    return all;
}

const QStringList &serverMishaps()
{
    static const QStringList all{u"deploy"_s, u"script"_s};
    return all;
}

std::vector<Mishap> planMishaps(Random random, const QStringList &clients, Nanoseconds length,
                                const QStringList &kinds, const QString &first)
{
    std::vector<Mishap> mishaps = planServer(random.fork(0), length, kinds);
    QStringList own;
    for (const QString &name : clientMishaps()) {
        if (kinds.contains(name))
            own << name;
    }
    for (const QString &client : clients) {
        Diary diary{random.fork(client.at(0).unicode()), client, 0, {}};
        diary.at = diary.time(100, 500);
        if (client == clients.front()) {
            const qint64 away = diary.time(400, 600);
            diary.fault(u"cut"_s, {{u"for"_s, away}});
            diary.at += away + diary.time(50, 700);
        } else if (const auto writer = writers().find(first); writer != writers().end()) {
            diary.at += writer->second(diary, diary.time(300, 800)) + diary.time(50, 700);
        }
        while (diary.at < length && !own.isEmpty()) {
            const QString &name = own.at(between(diary.random, 0, own.size() - 1));
            diary.at += writers().at(name)(diary, diary.time(60, 700));
            diary.at += diary.time(50, 500);
        }
        mishaps.insert(mishaps.end(), diary.mishaps.begin(), diary.mishaps.end());
    }
    std::stable_sort(mishaps.begin(), mishaps.end(),
                     [](const Mishap &a, const Mishap &b) { return a.at < b.at; });
    return mishaps;
}

} // namespace swapscope::test
