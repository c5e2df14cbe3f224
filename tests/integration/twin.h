#pragma once

#include "stage.h"
#include "twinplan.h"

#include <trace/ledger/ledger.h>

#include <QString>
#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace swapscope::test {

struct TwinSetting
{
    QString scenario; // the folder
    QString htmx;
    QString catchUp;
    QString history;
    quint64 seed = 1;
    quint64 salt = 0; // so that the same seed gives each combination another schedule
    Nanoseconds length = 0;
    QStringList kinds = clientMishaps() + serverMishaps();
    QString first; // what befalls the second client first; empty: anything
};

// A scenario with two clients that mishaps befall and a twin, T, whose link never fails. What the ledger says
// that a page lacks, and has twice, is compared with what is in its document.
//
// A line of the document counts when the number stands in it the same all three times: a line that a fault
// has corrupted is not taken for another one. A corrupted message has arrived, and what htmx makes of it
// nobody can know: it may be no update any more, or replace all others. So of its own update (of all that it
// covers, when it is a snapshot) nothing is demanded, and a document that got one is judged by what has ever
// been in it; where the place for updates is gone, they have arrived and cannot be there.
class TwinRun
{
public:
    explicit TwinRun(TwinSetting setting);

    // Runs it; an empty text, or every disagreement.
    QString play();
    // For a failure: what befell whom.
    QStringList story() const;

    // What the ledger says of the two, added up: missed, recovered and duplicated.
    const LedgerSummary &sum() const { return m_sum; }

private:
    // A client's page as its document and as the record have it, of the channel as it now numbers. "Copies"
    // are those that updates brought, not snapshots.
    struct Account
    {
        std::map<qint64, int> inPage; // number -> how often
        std::map<qint64, int> copies; // number -> how many this document ever got
        std::set<qint64> ever;        // was in this document at some time
        bool region = true;           // there is a place for updates

        std::set<qint64> expected;   // published since the client is there
        std::set<qint64> earlier;    // an earlier document had it
        std::set<qint64> lacking;    // by the ledger: missed and not recovered
        std::set<qint64> told;       // the same by the ledger's events, while the numbering is the first
        std::map<qint64, int> twice; // by the ledger: how many copies too many the page has now
        std::map<qint64, int> again; // by the ledger: how many copies too many this document got
        std::set<qint64> corrupted;  // arrived so in this document
        qint64 corruptedUpTo = 0;    // a snapshot did
        bool wasSpoilt = false;      // arrived so in this document, before the channel began to number anew
        int duplicates = 0;          // by the ledger's events, of all time
        bool spoilt() const { return wasSpoilt || corruptedUpTo > 0 || !corrupted.empty(); }
        bool ruined() const { return spoilt() && !region; }
        bool vague(qint64 n) const { return n <= corruptedUpTo || corrupted.contains(n); }
    };

    // Before the mishaps: what comes twice for certain, in the page and by the ledger. An empty text, or how
    // they disagree.
    QString comesTwice();
    QString comesTwiceByFault();
    QString comesTwiceByReplay();
    QString agreeOnDuplicates(int expected);
    void befall(const Mishap &mishap);
    void apply(const QString &client, const QString &fault, const QVariantMap &args = {});
    void befallHeld(const Mishap &mishap);
    bool mayBefall(const Mishap &mishap);
    // Attempts that a half-open path has swallowed, which nobody answers any more.
    void freeTheStuck();
    // The last event that is no heartbeat.
    EventId lastNews();
    bool settled();
    bool settled(const QString &client);
    QString whatIsUnsettled();
    Account account(const QString &client);
    void readPage(const QString &client, Account &account);
    QString disagreement(const QString &client);
    QString disagreements();

    TwinSetting m_setting;
    QString m_channel;
    std::vector<Mishap> m_mishaps;
    int m_epoch = 1;
    std::set<QString> m_loading;
    std::size_t m_given = 0; // faults and presets
    bool m_lastWord = false;
    LedgerSummary m_sum;
    Stage m_stage; // last: its pages go first
};

} // namespace swapscope::test
