#include <faults/options.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

GivenOption number(double value)
{
    return {value, QString::number(value)};
}

GivenOption text(const QString &value)
{
    return {value, value};
}

using Options = std::map<QString, GivenOption>;

} // namespace

class TestOptions : public QObject
{
    Q_OBJECT

private:
    // The command, or the error.
    static QString read(const char *fault, const Options &options, FaultCommand *command = nullptr)
    {
        const Result<FaultCommand> read =
            commandOf(*FaultCatalogue::standard().find(QString::fromLatin1(fault)), options);
        if (read && command)
            *command = *read;
        return read ? QString() : read.error().message;
    }

private Q_SLOTS:
    void optionsBecomeACommand()
    {
        FaultCommand command;
        QCOMPARE(read("cut", {}, &command), QString());
        QCOMPARE(command, (FaultCommand{.fault = u"cut"_s}));
        QCOMPARE(read("cut", {{u"for"_s, text(u"5s"_s)}, {u"next"_s, number(3)}}, &command), QString());
        QCOMPARE(
            command,
            (FaultCommand{.fault = u"cut"_s, .args = {{u"next"_s, 3}}, .ends = Ends::after(5 * kSecond)}));
        QCOMPARE(
            read("lose", {{u"probability"_s, number(0.25)}, {u"direction"_s, text(u"down"_s)}}, &command),
            QString());
        QCOMPARE(command, (FaultCommand{.fault = u"lose"_s,
                                        .args = {{u"probability"_s, 0.25}, {u"direction"_s, u"down"_s}}}));
        // It takes none.
        QCOMPARE(read("thaw", {{u"for"_s, text(u"5s"_s)}}, &command), QString());
        QCOMPARE(command, (FaultCommand{.fault = u"thaw"_s}));
    }

    void anErrorNamesTheCallAndTheOption_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("option");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *fault, const char *option, const QVariant &value,
                            const QString &error) {
            QTest::addRow("%s %s %s", fault, option, qPrintable(value.toString()))
                << QString::fromLatin1(fault) << QString::fromLatin1(option) << value << error;
        };
        row("cut", "for", 5.0, u"network.cut: for must be a duration like \"250ms\", \"5s\" or \"2m\""_s);
        row("cut", "for", u"5x"_s,
            u"network.cut: for: \"5x\" is no duration: expected a number and ms, s or m, like \"250ms\", "
            "\"5s\" or \"2m\""_s);
        row("close", "reason", u"x"_s, u"network.close: code is missing"_s);
        for (const double code : {99.0, 5000.0, 1000.5})
            row("close", "code", code,
                u"network.close: code must be a whole number from 1000 to 4999, got %1"_s.arg(code));
        row("close", "code", u"1000"_s,
            u"network.close: code must be a whole number from 1000 to 4999, got 1000"_s);
        row("lose", "event", 5.0, u"network.lose: event must be a text"_s);
        row("lose", "event", QString(101, u'é'), u"network.lose: event must not be longer than 200 bytes"_s);
        row("lose", "probability", 2.0, u"network.lose: probability must be a number from 0 to 1, got 2"_s);
        row("lose", "probability", qQNaN(),
            u"network.lose: probability must be a number from 0 to 1, got nan"_s);
        row("lose", "direction", u"left"_s, u"network.lose: direction must be both, up or down, got left"_s);
        row("lose", "next", QVariant(),
            u"network.lose: next must be a whole number from 1 to 1000000, got null"_s);
        row("idle", "timeout", u"0s"_s,
            u"network.idle: timeout must be a duration of more than nothing, at most a day, got 0s"_s);
    }

    void anErrorNamesTheCallAndTheOption()
    {
        QFETCH(QString, fault);
        QFETCH(QString, option);
        QFETCH(QVariant, value);
        const GivenOption given = value.typeId() == QMetaType::QString  ? text(value.toString())
                                  : value.typeId() == QMetaType::Double ? number(value.toDouble())
                                                                        : GivenOption{{}, u"null"_s};
        QTEST(read(fault.toLatin1().constData(), {{option, given}}), "error");
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
