#include <faults/names.h>
#include <faults/presets.h>
#include <support/commands.h>

#include <QFile>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const FaultCatalogue &catalogue()
{
    return FaultCatalogue::standard();
}

QStringList inBackticks(const QStringList &words, const QString &more = {})
{
    QStringList all;
    for (const QString &word : words)
        all << u'`' + more + word + more + u'`';
    return all;
}

// An argument as the manual's table has it: "`code` (needed, 1000 to 4999)".
QString argumentCell(const FaultArgument &argument)
{
    QStringList notes;
    if (argument.needed)
        notes << u"needed"_s;
    if (argument.type == FaultArgument::Type::Count && argument.most < kMostOfAFault)
        notes << u"%1 to %2"_s.arg(argument.least).arg(argument.most);
    if (argument.type == FaultArgument::Type::Text)
        notes << u"at most %1 bytes"_s.arg(argument.most);
    if (argument.type == FaultArgument::Type::Choice && argument.name != u"kind")
        notes << orList(inBackticks(argument.choices, u"\""_s));
    if (argument.type == FaultArgument::Type::Fault)
        notes << u"the name of a fault"_s;
    const QString name = u'`' + argument.name + u'`';
    return notes.isEmpty() ? name : u"%1 (%2)"_s.arg(name, notes.join(u", "_s));
}

// The fault's row. What many take has tables of its own, to which the row refers.
QString row(const Fault &fault)
{
    using Group = FaultArgument::Group;
    QStringList own;
    QStringList which;
    QStringList when;
    for (const FaultArgument &argument : fault.arguments) {
        (argument.group == Group::Own     ? own
         : argument.group == Group::Which ? which
                                          : when)
            << (argument.group == Group::When ? u'`' + argument.name + u'`' : argumentCell(argument));
    }
    QStringList cells = own;
    if (fault.waits)
        cells << which << when.join(u", "_s) + u": [when it comes](#when-it-comes)"_s;
    else if (!when.isEmpty())
        cells << u"[which and when](#which-and-when)"_s;
    else
        cells << which;
    return u"| `%1` | %2 |%3| %4|"_s.arg(fault.name, fault.manual, fault.lasts ? u" yes "_s : u" "_s,
                                         cells.isEmpty() ? QString() : cells.join(u", "_s) + u' ');
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCodeNamesIsThere()
    {
        for (const QString &name : {faultName::cut, faultName::halfopen, faultName::clear})
            QVERIFY2(catalogue().find(name), qPrintable(name));
    }

    void everyFaultHasANameOfItsOwnAndWords()
    {
        QSet<QString> names;
        for (const Fault &fault : catalogue().faults()) {
            QVERIFY2(!names.contains(fault.name), qPrintable(fault.name));
            names << fault.name;
            QCOMPARE(catalogue().find(fault.name), &fault);
            QVERIFY2(!fault.summary.isEmpty() && !fault.manual.isEmpty(), qPrintable(fault.name));
        }
        QVERIFY(!catalogue().find(u"flood"));
        // The names that files and scripts have known from the beginning.
        for (const char *name :
             {"latency", "cut",       "freeze",  "thaw",    "refuse", "close",    "http",      "flap",
              "lose",    "duplicate", "reorder", "corrupt", "delay",  "truncate", "bandwidth", "handshake",
              "slice",   "idle",      "limit",   "mend",    "clear",  "halfopen"})
            QVERIFY2(names.contains(QString::fromLatin1(name)), name);
    }

    // `for`, `at`, `client` and `fault` are the schedule's own words.
    void argumentsHaveWordsAndDoNotShadowTheSchedule()
    {
        for (const Fault &fault : catalogue().faults()) {
            QSet<QString> seen{u"at"_s, u"client"_s, u"fault"_s, u"for"_s};
            for (const FaultArgument &argument : fault.formArguments()) {
                const QString where = fault.name + u' ' + argument.name;
                QVERIFY2(argument.name == u"for" || !seen.contains(argument.name), qPrintable(where));
                seen.insert(argument.name);
                QVERIFY2(!argument.label.isEmpty() && !argument.hint.isEmpty() &&
                             !argument.placeholder.isEmpty(),
                         qPrintable(where));
                QVERIFY2(argument.needed != argument.need.isEmpty(), qPrintable(where));
            }
        }
    }

    void anUnknownFaultIsAnErrorThatListsThem()
    {
        const Result<void> fine = catalogue().check({.fault = u"storm"_s});
        QVERIFY(!fine);
        QVERIFY(fine.error().message.startsWith(u"There is no fault \"storm\"; there are cut, freeze, "_s));
        const Result<void> preset = catalogue().check(FaultCommand::preset(u"swamp"_s));
        QVERIFY(!preset);
        QVERIFY(preset.error().message.startsWith(u"There is no preset \"swamp\"; there are wifi-drop, "_s));
        QVERIFY(catalogue().check(FaultCommand::preset(u"tunnel"_s)));
    }

    void aDurationIsFromZeroToADay()
    {
        for (const auto &[time, fine] : {std::pair(0LL, true), std::pair(24 * 3600 * kSecond, true),
                                         std::pair(24 * 3600 * kSecond + 1, false), std::pair(-1LL, false)})
            QCOMPARE(catalogue().check({.fault = u"cut"_s, .ends = Ends::after(time)}).ok(), fine);
    }

    void commandsAreWrittenAsInAManifestAndReadBack()
    {
        const FaultCommand command = test::command(u"delay"_s, {{u"for"_s, 5 * kSecond},
                                                                {u"by"_s, 250 * kMillisecond},
                                                                {u"next"_s, 3},
                                                                {u"probability"_s, 0.5}});
        const QJsonObject written{
            {u"for"_s, u"5s"_s}, {u"by"_s, u"250ms"_s}, {u"next"_s, 3}, {u"probability"_s, 0.5}};
        QCOMPARE(catalogue().written(command), written);
        QCOMPARE(catalogue().read(u"delay"_s, written), command);
        // What a later version has written, or nobody.
        QCOMPARE(catalogue().read(u"storm"_s, {{u"wind"_s, 9}, {u"rain"_s, true}}),
                 (FaultCommand{.fault = u"storm"_s, .args = {{u"wind"_s, 9}}}));
    }

    void aCommandIsToldInAFewWords()
    {
        QCOMPARE(catalogue().phrase(FaultCommand::preset(u"tunnel"_s)), u"Tunnel"_s);
        QCOMPARE(catalogue().phrase({.fault = u"storm"_s}), u"storm"_s);
        QCOMPARE(catalogue().phrase(test::command(u"lose"_s, {{u"probability"_s, 0.0}})), u"end lose"_s);
    }

    // Every choice that is offered is one that is taken.
    void everyChoiceCanBeTaken()
    {
        for (const Fault &fault : catalogue().faults()) {
            FaultCommand needed{.fault = fault.name};
            for (const FaultArgument &argument : fault.arguments) {
                if (argument.needed && argument.type == FaultArgument::Type::Fault)
                    needed.args.set(argument.name, u"cut"_s);
                else if (argument.needed)
                    needed.args.set(argument.name, std::max<qint64>(1, argument.least));
            }
            for (const FaultArgument &argument : fault.arguments) {
                for (const QString &choice : argument.choices) {
                    FaultCommand command = needed;
                    command.args.set(argument.name, choice);
                    const Result<void> fine = catalogue().check(command);
                    QVERIFY2(fine, qPrintable(fault.name + u' ' + (fine ? QString() : fine.error().message)));
                }
            }
        }
    }

    // On a difference the rows that belong into the manual are printed.
    void theManualsTableIsTheCatalogue()
    {
        QFile page(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/network.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(page.readAll()).split(u'\n');
        const qsizetype head = lines.indexOf(u"| fault | what it does | `for` | its own keys |"_s);
        QVERIFY(head > 0);
        QStringList rows;
        for (const Fault &fault : catalogue().faults())
            rows << row(fault);
        const bool same = lines.mid(head + 2, rows.size() + 1) == rows + QStringList{QString()};
        if (!same)
            qWarning().noquote() << rows.join(u'\n');
        QVERIFY2(same, "the table should be as above");
        // The keys that rows refer to have a line each, or a sentence.
        const QString text = lines.join(u' ');
        for (const Fault &fault : catalogue().faults()) {
            for (const FaultArgument &argument : fault.formArguments())
                QVERIFY2(text.contains(u'`' + argument.name + u'`'), qPrintable(argument.name));
        }
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
