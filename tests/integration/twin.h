#pragma once

#include "stage.h"

#include <core/random.h>

#include <QString>
#include <QVariantMap>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace swapscope::test {

// One thing that befalls a page, or (without a client) the server.
struct Mishap
{
    enum class What { Fault, Reload, Hide, Show, Deploy, LoadScript };

    Nanoseconds at = 0; // since the start of the schedule
    QString client;
    What what = What::Fault;
    QString fault;
    QVariantMap args;

    QString text() const;
};

// Which kinds of mishaps a schedule has.
struct MishapKinds
{
    bool reload = true;
    bool hide = true;
    bool server = true; // deploys and new scripts
};

// What befalls the clients in a while, by chance: the same seed gives the same list, in order of time.
std::vector<Mishap> planMishaps(Random random, const QStringList &clients, Nanoseconds length,
                                const MishapKinds &kinds);

struct TwinSetting
{
    QString scenario; // the folder
    QString htmx;
    QString catchUp;
    QString history;
    quint64 seed = 1;
    quint64 salt = 0; // so that the same seed gives each combination another schedule
    Nanoseconds length = 0;
    MishapKinds kinds;
};

// A scenario with two clients that mishaps befall and a twin, T, whose link never fails. What the ledger says
// that a page lacks, and has twice, is compared with what is in its document.
class TwinRun
{
public:
    explicit TwinRun(TwinSetting setting);

    // Runs it; an empty text, or every disagreement.
    QString play();
    // For a failure: what befell whom.
    QString story() const;

    int missed() const { return m_missed; }

private:
    // A client's page as its document and as the record have it, of the channel as it now numbers.
    struct Account
    {
        std::map<qint64, int> inPage; // number -> how often
        std::set<qint64> expected;    // published since the client is there
        std::set<qint64> earlier;     // an earlier document had it
        std::set<qint64> lacking;     // by the ledger: missed and not recovered
        std::set<qint64> told;        // the same by the ledger's events, while the numbering is the first
        std::map<qint64, int> twice;  // by the ledger: how many copies too many the page has
    };

    void befall(const Mishap &mishap);
    bool mayBefall(const Mishap &mishap);
    bool settled();
    bool settled(const QString &client);
    QString whatIsUnsettled();
    Account account(const QString &client);
    QString disagreement(const QString &client);
    QString disagreements();

    TwinSetting m_setting;
    QString m_channel;
    std::vector<Mishap> m_mishaps;
    int m_epoch = 1;
    std::set<QString> m_loading;
    int m_missed = 0;
    Stage m_stage; // last: its pages go first
};

} // namespace swapscope::test
