#pragma once

#include <QObject>
#include <QString>

namespace swapscope::test {

class Stage;

// One scenario under one version of htmx, with every way to catch up: client B loses the network for four
// seconds while updates go on. What the ledger says of B's page is compared with what is really in it.
class CatchUpTest : public QObject
{
    Q_OBJECT

public:
    CatchUpTest(QString scenario, QString version);
    static void initMain();

private Q_SLOTS:
    void pageKnowsWhatTheLedgerSays_data();
    void pageKnowsWhatTheLedgerSays();

private:
    QString transport() const;
    void checkBackoffs(Stage &stage);

    QString m_scenario;
    QString m_version;
};

} // namespace swapscope::test
