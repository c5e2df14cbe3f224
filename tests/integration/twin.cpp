#include "twin.h"

#include <page/pageview.h>
#include <session/holds.h>
#include <trace/ledger/ledger.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QTest>

#include <algorithm>

namespace swapscope::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Nanoseconds kQuiet = 250 * kMillisecond; // nothing is under way any more
constexpr Nanoseconds kStuck = 3 * kSecond;        // longer than the server waits for a page's cursor
constexpr int kSettleMs = 15'000;

const QString kTwin = u"T"_s;
const QStringList kFaulty = {u"B"_s, u"C"_s};
const QStringList kAll = {u"B"_s, u"C"_s, kTwin};

template<typename Numbers>
QString listed(const Numbers &numbers)
{
    QStringList texts;
    for (const qint64 number : numbers)
        texts << QString::number(number);
    return texts.join(u", "_s);
}

QString textOf(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

} // namespace

TwinRun::TwinRun(TwinSetting setting)
    : m_setting(std::move(setting)),
      m_mishaps(planMishaps(Random(m_setting.seed).fork(m_setting.salt), kFaulty, m_setting.length,
                            m_setting.kinds, m_setting.first))
{
}

QStringList TwinRun::story() const
{
    QStringList lines;
    for (const Mishap &mishap : m_mishaps)
        lines << mishap.text();
    return lines;
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

    if (const QString wrong = comesTwice(); !wrong.isEmpty())
        return wrong;

    const Nanoseconds start = session.now();
    for (const Mishap &mishap : m_mishaps) {
        m_stage.waitUntil([&] { return session.now() >= start + mishap.at && mayBefall(mishap); });
        befall(mishap);
    }
    m_stage.waitUntil([&] { return session.now() >= start + m_setting.length; });
    for (const QString &client : kAll)
        apply(client, u"clear"_s);
    session.holds().set(u"*"_s, false);
    freeTheStuck();
    for (const QString &client : kFaulty)
        m_stage.page(client).show();
    // A script that has published nothing has not begun its numbering.
    const QString epoch = u"data-epoch=\"%1\""_s.arg(m_epoch);
    const bool begun = m_stage.waitFor([&epoch](const Event &event) {
        return event.kind == Kind::ServerPublished && textOf(event, Field::Text).contains(epoch);
    }) != 0;
    if (!begun)
        return u"the new script publishes nothing"_s;

    session.quiesce();
    QString last;
    const bool agreed = m_stage.waitUntil(
        [&] {
            const Trace &trace = session.trace();
            const EventId before = lastNews();
            // That the server has passed over an update shows when it sends another one.
            if (session.now() - trace.at(before).t > kStuck && !std::exchange(m_lastWord, true))
                session.runCue(0);
            if (!settled() || session.now() - trace.at(before).t < kQuiet)
                return false;
            last = disagreements();
            m_stage.workThrough();
            return lastNews() == before; // else it was too early
        },
        kSettleMs);
    if (!agreed)
        return u"no quiet: "_s + whatIsUnsettled();
    // What a link does not take would befall nobody.
    if (const std::size_t taken = session.trace().ofKind(Kind::LinkFault).size(); taken != m_given)
        return u"of %1 faults the links took %2"_s.arg(m_given).arg(taken);
    for (const QString &client : kFaulty) {
        const LedgerSummary sum = session.ledger().summary(client, session.now());
        m_sum.missed += sum.missed;
        m_sum.recoveredByReplay += sum.recoveredByReplay;
        m_sum.recoveredBySnapshot += sum.recoveredBySnapshot;
        m_sum.duplicated += sum.duplicated;
    }
    return last;
}

QString TwinRun::comesTwice()
{
    if (!m_setting.kinds.contains(u"duplicate"_s))
        return {};
    if (QString wrong = comesTwiceByFault(); !wrong.isEmpty())
        return wrong;
    // Pages that say themselves what they have; and what they say must still be in the history.
    const bool replays = m_setting.catchUp == u"replay" && !m_setting.scenario.endsWith(u"room"_s);
    return replays && m_setting.history != u"5" ? comesTwiceByReplay() : QString();
}

QString TwinRun::comesTwiceByFault()
{
    apply(kFaulty.back(), u"duplicate"_s,
          {{u"next"_s, 1}, {u"direction"_s, u"down"_s}, {u"probability"_s, 1.0}});
    return agreeOnDuplicates(1);
}

// Two messages change places, so that the page says the older one's number when it returns, and gets the
// younger one again.
QString TwinRun::comesTwiceByReplay()
{
    const QString client = kFaulty.back();
    Session &session = m_stage.session();
    std::vector<HeldMessage> held;
    session.holds().set(client, true);
    m_stage.waitUntil([&] {
        held.clear();
        for (const HeldMessage &message : session.holds().of(client).messages) {
            if (message.n > 0 && message.direction == Direction::Down)
                held.push_back(message);
        }
        return held.size() >= 2;
    });
    if (held.size() < 2)
        return u"nothing is held"_s;
    session.holds().release(held[1].id);
    session.holds().release(held[0].id);
    const bool field = m_setting.scenario.endsWith(u"field"_s);
    const bool swapped = m_stage.waitFor([&](const Event &event) {
        return event.kind == Kind::PageSwap && event.conn == held[0].conn && event.n == held[0].n &&
               (!field || textOf(event, Field::Target) == u"#cursor");
    }) != 0;
    if (!swapped)
        return u"what was released is not swapped"_s;
    apply(client, u"cut"_s, {{u"for"_s, 10 * kMillisecond}});
    session.holds().set(client, false);
    return agreeOnDuplicates(2);
}

QString TwinRun::agreeOnDuplicates(int expected)
{
    const QString client = kFaulty.back();
    int inPage = 0;
    const bool there = m_stage.waitUntil([&] {
        inPage = m_stage.evaluate(client, u"added.length - new Set(added).size"_s).toInt();
        return inPage >= expected;
    });
    // What the page shows it may tell a few milliseconds later.
    const auto counts = [&] {
        return m_stage.session().ledger().summary(client, m_stage.session().now()).duplicated;
    };
    m_stage.waitUntil([&] { return counts() >= expected; });
    m_stage.workThrough();
    const int told = static_cast<int>(m_stage.events(isKind(Kind::UpdateDuplicated, client)).size());
    const int counted = counts();
    if (there && inPage == expected && told == expected && counted == expected)
        return {};
    return u"%1 has %2 too many, the ledger tells of %3 and counts %4; there should be %5"_s.arg(client)
        .arg(inPage)
        .arg(told)
        .arg(counted)
        .arg(expected);
}

// A page that is being loaded is not loaded again, and neither while the server is away: what the browser
// then shows is no page of the scenario.
bool TwinRun::mayBefall(const Mishap &mishap)
{
    const Trace &trace = m_stage.session().trace();
    if (mishap.what == Mishap::What::Deploy || mishap.what == Mishap::What::LoadScript)
        return m_loading.empty();
    if (mishap.what != Mishap::What::Reload)
        return !m_loading.contains(mishap.client);
    return !m_loading.contains(mishap.client) &&
           trace.ofKind(Kind::ServerStarted).size() > trace.ofKind(Kind::ServerStopped).size();
}

void TwinRun::befall(const Mishap &mishap)
{
    Session &session = m_stage.session();
    switch (mishap.what) {
    case Mishap::What::Fault:
        apply(mishap.client, mishap.name, mishap.args);
        break;
    case Mishap::What::Preset:
        ++m_given;
        session.applyFault(FaultCommand::preset(mishap.name, mishap.client));
        break;
    case Mishap::What::Hold:
        session.holds().set(mishap.client, true);
        break;
    case Mishap::What::Step:
        session.holds().step(mishap.client);
        break;
    case Mishap::What::Release:
    case Mishap::What::Discard:
    case Mishap::What::Twice:
    case Mishap::What::Move:
        befallHeld(mishap);
        break;
    case Mishap::What::LetGo:
        session.holds().set(mishap.client, false);
        break;
    case Mishap::What::Reload:
        apply(mishap.client, u"clear"_s);
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

void TwinRun::apply(const QString &client, const QString &fault, const QVariantMap &args)
{
    ++m_given;
    m_stage.session().applyFault(test::command(fault, args, client));
}

void TwinRun::befallHeld(const Mishap &mishap)
{
    Session &session = m_stage.session();
    const std::vector<HeldMessage> held = session.holds().of(mishap.client).messages;
    if (held.empty())
        return;
    const std::size_t which = static_cast<std::size_t>(mishap.args.value(u"which"_s).toInt()) % held.size();
    const EventId id = held[which].id;
    switch (mishap.what) {
    case Mishap::What::Release:
        return session.holds().release(id);
    case Mishap::What::Discard:
        return session.holds().discard(id);
    case Mishap::What::Twice:
        return session.holds().duplicate(id);
    default:
        return session.holds().move(id, static_cast<int>(held.size() - 1 - which));
    }
}

void TwinRun::freeTheStuck()
{
    for (const QString &client : kFaulty) {
        const auto swallows = [&client](const Mishap &mishap) {
            return mishap.client == client && (mishap.name == u"halfopen" || mishap.name == u"tunnel");
        };
        if (std::none_of(m_mishaps.begin(), m_mishaps.end(), swallows))
            continue;
        for (const PageConnection &connection : m_stage.page(client).state().connections) {
            if (connection.phase == PagePhase::Connecting)
                apply(client, u"cut"_s, {{u"for"_s, qint64(0)}});
        }
    }
}

EventId TwinRun::lastNews()
{
    const Trace &trace = m_stage.session().trace();
    EventId id = trace.size();
    const auto isHeartbeat = [](const QString &opcode) {
        return opcode == u"ping" || opcode == u"pong" || opcode == u"comment";
    };
    while (id > 1 && isHeartbeat(textOf(trace.at(id), Field::Opcode)))
        --id;
    return id;
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
        int underWay = 0;
        for (const EventId id : session.trace().ofConnection(connection.conn)) {
            const Event &event = session.trace().at(id);
            if (event.n == 0 || textOf(event, Field::Dir) == u"up")
                continue;
            underWay += event.kind == Kind::ServerSent || event.kind == Kind::LinkDuplicated;
            underWay -= event.kind == Kind::PageMessage || event.kind == Kind::LinkLost;
        }
        if (underWay != 0)
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
            text += u", connection %1 in phase %2"_s.arg(connection.conn.number())
                        .arg(static_cast<int>(connection.phase));
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
    std::set<qint64> has;                             // this document
    std::set<std::pair<ConnectionId, int>> corrupted; // messages: connection and n
    std::set<qint64> undone;                          // was here, and a snapshot has taken it away
    for (const Event &event : m_stage.session().trace()) {
        if (event.kind == Kind::ServerPublished && textOf(event, Field::Channel) == m_channel) {
            if (event.update <= last) {
                account = {.wasSpoilt = account.spoilt(), .duplicates = account.duplicates};
                has.clear();
                undone.clear();
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
            undone.clear();
            account.twice.clear();
            account.again.clear();
            account.corrupted.clear();
            account.corruptedUpTo = 0;
            account.wasSpoilt = false;
            break;
        case Kind::LinkMessage:
            if (event.data.value(Field::Corrupted).toBool())
                corrupted.insert({event.conn, event.n});
            break;
        case Kind::PageMessage:
            if (event.update > 0 && corrupted.contains({event.conn, event.n})) {
                if (textOf(event, Field::Why) == u"snapshot")
                    account.corruptedUpTo = std::max(account.corruptedUpTo, event.update);
                else
                    account.corrupted.insert(event.update);
            }
            if (textOf(event, Field::Why) == u"snapshot") {
                for (qint64 number = 1; number <= event.update; ++number)
                    has.insert(number);
                account.twice.clear();
            } else if (event.update > 0) {
                has.insert(event.update);
            }
            break;
        case Kind::UpdateMissed:
            account.told.insert(event.update);
            if (textOf(event, Field::Why) == u"undone")
                undone.insert(event.update);
            break;
        case Kind::UpdateRecovered:
            account.told.erase(event.update);
            // Its second copy here, and no duplicate, because the first is gone.
            if (undone.erase(event.update) > 0 && textOf(event, Field::By) == u"replay")
                ++account.again[event.update];
            break;
        case Kind::UpdateDuplicated:
            ++account.duplicates;
            ++account.twice[event.update];
            ++account.again[event.update];
            break;
        default:
            break;
        }
    }
    for (const qint64 number : Ledger::ofTrace(m_stage.session().trace()).lacking(client, m_channel))
        account.lacking.insert(number);
    readPage(client, account);
    return account;
}

// `added` and `ever` are the page's own: what updates have added to the document, and all that was in it.
void TwinRun::readPage(const QString &client, Account &account)
{
    const QString script = uR"(({
        now: Array.from(document.querySelectorAll("[data-mark]")).filter(whole).map(e => e.dataset.mark),
        added,
        ever: Array.from(ever),
        region: document.querySelector("#messages, #row") !== null,
    }))"_s;
    const QVariantMap shown = m_stage.evaluate(client, script).toMap();
    account.region = shown.value(u"region"_s).toBool();
    const QString epoch = QString::number(m_epoch) + u'.';
    const auto each = [&shown, &epoch](const QString &list, const auto &take) {
        for (const QVariant &mark : shown.value(list).toList()) {
            if (mark.toString().startsWith(epoch))
                take(mark.toString().mid(epoch.size()).toLongLong());
        }
    };
    each(u"now"_s, [&account](qint64 number) { ++account.inPage[number]; });
    each(u"added"_s, [&account](qint64 number) { ++account.copies[number]; });
    each(u"ever"_s, [&account](qint64 number) { account.ever.insert(number); });
}

QString TwinRun::disagreement(const QString &client)
{
    const Account account = this->account(client);
    QStringList texts;
    const auto say = [&texts](const QString &what, const std::set<qint64> &numbers) {
        if (!numbers.empty())
            texts << what.arg(listed(numbers));
    };

    std::set<qint64> thereAfterAll;
    std::set<qint64> unsaid;
    for (const qint64 number : account.lacking) {
        if (account.inPage.contains(number) && !account.vague(number))
            thereAfterAll.insert(number);
    }
    for (const qint64 number : account.expected) {
        const bool has = account.spoilt() ? account.ever.contains(number) : account.inPage.contains(number);
        if (!has && !account.lacking.contains(number) && !account.earlier.contains(number) &&
            !account.vague(number) && !account.ruined())
            unsaid.insert(number);
    }
    say(u"is said to lack %1, and has it"_s, thereAfterAll);
    say(u"lacks %1, and nobody says so"_s, unsaid);

    // Both ways: every number that is there or is spoken of.
    const auto compare = [&](const std::map<qint64, int> &there, const std::map<qint64, int> &said,
                             const QString &where) {
        std::set<qint64> moreOften;
        std::set<qint64> lessOften;
        const auto more = [&said](qint64 number) {
            const auto found = said.find(number);
            return found == said.end() ? 0 : found->second;
        };
        for (const auto &[number, times] : there) {
            if (times > 1 + more(number) && !account.vague(number))
                moreOften.insert(number);
        }
        for (const auto &[number, times] : said) {
            const auto found = there.find(number);
            if ((found == there.end() ? 0 : found->second) < 1 + times && !account.vague(number) &&
                !account.ruined())
                lessOften.insert(number);
        }
        say(where + u" %1 more often than is said"_s, moreOften);
        say(where + u" %1 less often than is said"_s, lessOften);
    };
    if (!account.spoilt())
        compare(account.inPage, account.twice, u"has"_s);
    compare(account.copies, account.again, u"got"_s);

    const LedgerSummary sum = m_stage.session().ledger().summary(client, m_stage.session().now());
    if (sum.duplicated != account.duplicates)
        texts << u"counts %1 duplicates, and has told of %2"_s.arg(sum.duplicated).arg(account.duplicates);
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
