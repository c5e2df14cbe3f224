#include "twin.h"

#include <page/pageview.h>
#include <trace/ledger.h>
#include <trace/trace.h>

#include <QTest>

#include <algorithm>
#include <array>

namespace swapscope::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Nanoseconds kQuiet = 250 * kMillisecond; // nothing is under way any more
constexpr int kSettleMs = 15'000;

const QString kTwin = u"T"_s;
const QStringList kFaulty = {u"B"_s, u"C"_s};
const QStringList kAll = {u"B"_s, u"C"_s, kTwin};

qint64 between(Random &random, int low, int high)
{
    return low + static_cast<qint64>(random.uniform() * (high - low + 1));
}

qint64 milliseconds(Random &random, int low, int high)
{
    return between(random, low, high) * kMillisecond;
}

Mishap fault(Nanoseconds at, const QString &client, const QString &name, const QVariantMap &args = {})
{
    return {at, client, Mishap::What::Fault, name, args};
}

// A code that most versions return from; sometimes one that they do not.
int closeCode(Random &random)
{
    static constexpr std::array kCodes = {1011, 1012, 1012, 1013, 1001, 1000, 4000};
    return kCodes[static_cast<std::size_t>(between(random, 0, kCodes.size() - 1))];
}

// One mishap of a client, or two that belong together; the time that it takes.
Nanoseconds planOne(Random &random, Nanoseconds at, const QString &client, const MishapKinds &kinds,
                    std::vector<Mishap> &mishaps)
{
    const qint64 length = milliseconds(random, 60, 600);
    const QVariantMap lasting{{u"for"_s, length}};
    switch (between(random, 0, 11)) {
    case 0:
    case 1:
    case 2:
        mishaps.push_back(fault(at, client, u"cut"_s, lasting));
        return length;
    case 3:
    case 4:
        mishaps.push_back(fault(at, client, u"freeze"_s, lasting));
        return length;
    case 5:
        mishaps.push_back(fault(at, client, u"freeze"_s));
        mishaps.push_back(fault(at + length, client, u"thaw"_s));
        return length;
    case 6:
        mishaps.push_back(fault(at, client, u"close"_s, {{u"code"_s, closeCode(random)}}));
        return 0;
    case 7: {
        // Those that are cut off cannot return for a while.
        mishaps.push_back(fault(at, client, u"refuse"_s, lasting));
        mishaps.push_back(fault(at + kMillisecond, client, u"close"_s, {{u"code"_s, 1012}}));
        return length;
    }
    case 8:
    case 9:
        mishaps.push_back(fault(
            at, client, u"latency"_s,
            {{u"delay"_s, milliseconds(random, 20, 250)}, {u"jitter"_s, milliseconds(random, 0, 100)}}));
        mishaps.push_back(fault(at + length + milliseconds(random, 0, 400), client, u"clear"_s));
        return length / 2; // so that others happen while messages are on their way
    case 10:
        if (kinds.reload)
            mishaps.push_back({at, client, Mishap::What::Reload, {}, {}});
        return 0;
    default:
        if (kinds.hide) {
            mishaps.push_back({at, client, Mishap::What::Hide, {}, {}});
            mishaps.push_back({at + length, client, Mishap::What::Show, {}, {}});
        }
        return length;
    }
}

template<typename Numbers>
QString listed(const Numbers &numbers)
{
    QStringList texts;
    for (const qint64 number : numbers)
        texts << QString::number(number);
    return texts.join(u", "_s);
}

QString textOf(const Event &event, QLatin1StringView key)
{
    return event.data.value(key).toString();
}

} // namespace

QString Mishap::text() const
{
    static constexpr std::array kWords = {"", "reload", "hide", "show", "deploy", "load the script again"};
    QStringList words{u"%1 s"_s.arg(static_cast<double>(at) / kSecond, 0, 'f', 3)};
    if (!client.isEmpty())
        words << client;
    words << (what == What::Fault ? fault : QString::fromLatin1(kWords[static_cast<std::size_t>(what)]));
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg) {
        const bool time = arg.key() != u"code";
        const qint64 value = arg->toLongLong();
        words << u"%1=%2"_s.arg(arg.key(),
                                time ? u"%1ms"_s.arg(value / kMillisecond) : QString::number(value));
    }
    return words.join(u' ');
}

std::vector<Mishap> planMishaps(Random random, const QStringList &clients, Nanoseconds length,
                                const MishapKinds &kinds)
{
    std::vector<Mishap> mishaps;
    for (const QString &client : clients) {
        Random own = random.fork(client.at(0).unicode());
        Nanoseconds at = milliseconds(own, 100, 500);
        // Someone misses something for certain.
        if (client == clients.front()) {
            const qint64 away = milliseconds(own, 400, 600);
            mishaps.push_back(fault(at, client, u"cut"_s, {{u"for"_s, away}}));
            at += away + milliseconds(own, 50, 700);
        }
        while (at < length) {
            at += planOne(own, at, client, kinds, mishaps);
            at += milliseconds(own, 50, 700);
        }
    }
    if (kinds.server) {
        Random own = random.fork(0);
        for (Nanoseconds at = milliseconds(own, 400, 2200); at < length;
             at += milliseconds(own, 1500, 4000)) {
            if (own.uniform() < 0.5) {
                mishaps.push_back({at, {}, Mishap::What::LoadScript, {}, {}});
                continue;
            }
            const int code = own.uniform() < 0.5 ? 1012 : 1001;
            const qint64 down = milliseconds(own, 50, 400);
            mishaps.push_back({at, {}, Mishap::What::Deploy, {}, {{u"code"_s, code}, {u"down"_s, down}}});
        }
    }
    std::stable_sort(mishaps.begin(), mishaps.end(),
                     [](const Mishap &a, const Mishap &b) { return a.at < b.at; });
    return mishaps;
}

TwinRun::TwinRun(TwinSetting setting)
    : m_setting(std::move(setting)),
      m_mishaps(planMishaps(Random(m_setting.seed).fork(m_setting.salt), kFaulty, m_setting.length,
                            m_setting.kinds))
{
}

QString TwinRun::story() const
{
    QStringList lines;
    for (const Mishap &mishap : m_mishaps)
        lines << mishap.text();
    return lines.join(u'\n');
}

QString TwinRun::play()
{
    SessionOptions options;
    options.htmx = m_setting.htmx;
    options.seed = m_setting.seed;
    options.params = {{u"catchUp"_s, m_setting.catchUp}, {u"history"_s, m_setting.history}};
    if (const QString error = m_stage.open(m_setting.scenario, options); !error.isEmpty())
        return error;
    Session &session = m_stage.session();
    for (const QString &client : kAll) {
        QObject::connect(&m_stage.page(client), &PageView::loadFinished, &m_stage.page(client),
                         [this, client] { m_loading.erase(client); });
        const bool there = m_stage.waitFor([&client](const Event &event) {
            return event.kind == Kind::PageSwap && event.client == client && event.update > 0;
        }) != 0;
        if (!there)
            return u"%1 does not come up"_s.arg(client);
    }

    m_channel = session.channels().value(0);

    const Nanoseconds start = session.now();
    for (const Mishap &mishap : m_mishaps) {
        m_stage.waitUntil([&] { return session.now() >= start + mishap.at && mayBefall(mishap); });
        befall(mishap);
    }
    m_stage.waitUntil([&] { return session.now() >= start + m_setting.length; });
    session.applyFault(u"*"_s, u"clear"_s);
    for (const QString &client : kFaulty)
        m_stage.page(client).show();
    // A script that has published nothing has not begun its numbering.
    const QString epoch = u"data-epoch=\"%1\""_s.arg(m_epoch);
    const bool begun = m_stage.waitFor([&epoch](const Event &event) {
        return event.kind == Kind::ServerPublished && textOf(event, "text"_L1).contains(epoch);
    }) != 0;
    if (!begun)
        return u"the new script publishes nothing"_s;

    session.quiesce();
    QString last;
    const bool agreed = m_stage.waitUntil(
        [&] {
            const Trace &trace = session.trace();
            if (!settled() || session.now() - trace.lastTime() < kQuiet)
                return false;
            const EventId before = trace.size();
            last = disagreements();
            session.flush();
            return trace.size() == before; // else it was too early
        },
        kSettleMs);
    if (!agreed)
        return u"no quiet: "_s + whatIsUnsettled();
    for (const QString &client : kFaulty)
        m_missed += session.ledger().summary(client, session.now()).missed;
    return last;
}

// A page that is being loaded is not loaded again, and neither while the server is away: what the browser
// then shows is no page of the scenario.
bool TwinRun::mayBefall(const Mishap &mishap)
{
    const Trace &trace = m_stage.session().trace();
    if (mishap.what == Mishap::What::Deploy || mishap.what == Mishap::What::LoadScript)
        return m_loading.empty();
    if (mishap.what != Mishap::What::Reload)
        return true;
    return !m_loading.contains(mishap.client) &&
           trace.ofKind(Kind::ServerStarted).size() > trace.ofKind(Kind::ServerStopped).size();
}

void TwinRun::befall(const Mishap &mishap)
{
    Session &session = m_stage.session();
    switch (mishap.what) {
    case Mishap::What::Fault:
        session.applyFault(mishap.client, mishap.fault, mishap.args);
        break;
    case Mishap::What::Reload:
        session.applyFault(mishap.client, u"clear"_s);
        m_loading.insert(mishap.client);
        m_stage.page(mishap.client).reload();
        break;
    case Mishap::What::Hide:
        m_stage.page(mishap.client).hide();
        break;
    case Mishap::What::Show:
        m_stage.page(mishap.client).show();
        break;
    case Mishap::What::Deploy: {
        const std::size_t stops = session.trace().ofKind(Kind::ServerStopped).size();
        session.deploy(mishap.args.value(u"code"_s).toInt(), mishap.args.value(u"down"_s).toLongLong());
        m_stage.waitUntil([&] { return session.trace().ofKind(Kind::ServerStopped).size() > stops; });
        break;
    }
    case Mishap::What::LoadScript: {
        const std::size_t stops = session.trace().ofKind(Kind::ServerStopped).size();
        session.setParam(u"epoch"_s, QString::number(++m_epoch));
        m_stage.waitUntil([&] { return session.trace().ofKind(Kind::ServerStopped).size() > stops; });
        break;
    }
    }
}

// Whoever can return has returned, and everything that was sent has arrived or is lost.
bool TwinRun::settled()
{
    const Trace &trace = m_stage.session().trace();
    return m_loading.empty() &&
           trace.ofKind(Kind::ServerStarted).size() > trace.ofKind(Kind::ServerStopped).size() &&
           settled(kTwin) && std::all_of(kFaulty.begin(), kFaulty.end(), [this](const QString &client) {
               return settled(client);
           });
}

bool TwinRun::settled(const QString &client)
{
    Session &session = m_stage.session();
    const std::vector<PageConnection> &connections = m_stage.page(client).state().connections;
    for (const PageConnection &connection : connections) {
        if (connection.phase == PagePhase::Connecting || connection.phase == PagePhase::Backoff)
            return false;
        if (connection.phase != PagePhase::Open)
            continue;
        int sent = 0;
        int arrived = 0;
        for (const EventId id : session.trace().ofConnection(connection.conn)) {
            const Kind kind = session.trace().at(id).kind;
            sent += kind == Kind::ServerSent;
            arrived += kind == Kind::PageMessage;
        }
        if (sent != arrived)
            return false;
    }
    return session.ledger().summary(client, session.now()).inFlight == 0;
}

QString TwinRun::whatIsUnsettled()
{
    QStringList texts;
    for (const QString &client : kAll) {
        const LedgerSummary sum = m_stage.session().ledger().summary(client, m_stage.session().now());
        QString text = u"%1 (in flight %2, hidden %3, loading %4"_s.arg(client)
                           .arg(sum.inFlight)
                           .arg(m_stage.page(client).state().hidden)
                           .arg(m_loading.contains(client));
        for (const PageConnection &connection : m_stage.page(client).state().connections)
            text +=
                u", connection %1 in phase %2"_s.arg(connection.conn).arg(static_cast<int>(connection.phase));
        texts << text + u')';
    }
    return texts.join(u"; "_s);
}

TwinRun::Account TwinRun::account(const QString &client)
{
    Account account;
    bool there = false;
    bool documentBefore = false;
    qint64 last = 0;
    std::set<qint64> has; // this document
    for (const Event &event : m_stage.session().trace()) {
        if (event.kind == Kind::ServerPublished && textOf(event, "channel"_L1) == m_channel) {
            if (event.update <= last) {
                account = {};
                has.clear();
            }
            last = event.update;
            if (there)
                account.expected.insert(event.update);
        }
        if (event.client != client)
            continue;
        switch (event.kind) {
        case Kind::ServerOpened:
            there = true;
            break;
        case Kind::PageLoaded:
            if (std::exchange(documentBefore, true))
                account.earlier.insert(has.begin(), has.end());
            has.clear();
            account.twice.clear();
            break;
        case Kind::PageMessage:
            if (textOf(event, "why"_L1) == u"snapshot") {
                for (qint64 number = 1; number <= event.update; ++number)
                    has.insert(number);
                account.twice.clear();
            } else if (event.update > 0) {
                has.insert(event.update);
            }
            break;
        case Kind::UpdateMissed:
            account.told.insert(event.update);
            break;
        case Kind::UpdateRecovered:
            account.told.erase(event.update);
            break;
        case Kind::UpdateDuplicated:
            ++account.twice[event.update];
            break;
        default:
            break;
        }
    }
    for (const qint64 number : m_stage.session().ledger().lacking(client, m_channel))
        account.lacking.insert(number);
    const QVariant shown = m_stage.evaluate(
        client, u"Array.from(document.querySelectorAll('[data-epoch=\"%1\"]'), e => +e.dataset.update)"_s.arg(
                    m_epoch));
    for (const QVariant &number : shown.toList())
        ++account.inPage[number.toLongLong()];
    return account;
}

QString TwinRun::disagreement(const QString &client)
{
    const Account account = this->account(client);
    std::set<qint64> thereAfterAll;
    std::set<qint64> unsaid;
    std::set<qint64> twiceUnsaid;
    std::set<qint64> twiceSaid;
    for (const qint64 number : account.lacking) {
        if (account.inPage.contains(number))
            thereAfterAll.insert(number);
    }
    for (const qint64 number : account.expected) {
        if (!account.inPage.contains(number) && !account.lacking.contains(number) &&
            !account.earlier.contains(number))
            unsaid.insert(number);
    }
    for (const auto &[number, times] : account.inPage) {
        const auto twice = account.twice.find(number);
        if (times - 1 > (twice == account.twice.end() ? 0 : twice->second))
            twiceUnsaid.insert(number);
    }
    for (const auto &[number, more] : account.twice) {
        const auto times = account.inPage.find(number);
        if (times == account.inPage.end() || times->second - 1 < more)
            twiceSaid.insert(number);
    }
    const LedgerSummary sum = m_stage.session().ledger().summary(client, m_stage.session().now());

    QStringList texts;
    const auto say = [&texts](const QString &what, const std::set<qint64> &numbers) {
        if (!numbers.empty())
            texts << what.arg(listed(numbers));
    };
    say(u"is said to lack %1, and has it"_s, thereAfterAll);
    say(u"lacks %1, and nobody says so"_s, unsaid);
    say(u"has %1 more often than is said"_s, twiceUnsaid);
    say(u"is said to have %1 twice, and has not"_s, twiceSaid);
    if (m_epoch == 1 && account.told != account.lacking)
        texts << u"lacks %1 by the ledger's events, and %2 by its word"_s.arg(listed(account.told),
                                                                              listed(account.lacking));
    if (sum.published != sum.delivered + sum.missed + sum.inFlight)
        texts << u"published is not delivered and missed"_s;
    return texts.isEmpty() ? QString() : client + u": "_s + texts.join(u"; "_s);
}

QString TwinRun::disagreements()
{
    QStringList texts;
    for (const QString &client : kAll) {
        if (const QString text = disagreement(client); !text.isEmpty())
            texts << text;
    }
    return texts.join(u'\n');
}

} // namespace swapscope::test
