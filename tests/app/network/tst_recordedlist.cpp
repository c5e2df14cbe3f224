#include <app/network/recorded/recordedlist.h>

#include <support/commands.h>

#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRecordedList : public QObject
{
    Q_OBJECT

    static std::vector<RecordedFault> three()
    {
        return {{6'400 * kMillisecond, test::command(u"cut"_s, {{u"for"_s, 5 * kSecond}}, u"B"_s)},
                {12 * kSecond, test::command(u"close"_s, {{u"code"_s, 1012}}, u"*"_s)},
                {13 * kSecond, test::command(u"freeze"_s, {}, u"A"_s)}};
    }

    static QPushButton *withWords(const RecordedList &list, const QString &words)
    {
        for (QPushButton *each : list.findChildren<QPushButton *>()) {
            if (each->text().contains(words))
                return each;
        }
        return nullptr;
    }
    static QPushButton *allButton(const RecordedList &list) { return withWords(list, u"ick all"_s); }
    static QPushButton *putButton(const RecordedList &list) { return withWords(list, u"Put into"_s); }

private Q_SLOTS:
    void listsThemInWords()
    {
        RecordedList list;
        auto *items = list.findChild<QListWidget *>();
        QVERIFY(items->isHidden());
        list.setFaults(three());
        QCOMPARE(items->count(), 3);
        QVERIFY(items->item(0)->text().contains(u"6.4 s   B   cut for 5 s"_s));
        QVERIFY(items->item(1)->text().contains(u"all   close 1012"_s));
        QVERIFY(items->item(0)->toolTip().contains(u"[[network]]"_s));
    }

    void putsWhatIsTicked()
    {
        RecordedList list;
        list.setFaults(three());
        auto *items = list.findChild<QListWidget *>();
        items->setCurrentRow(1);
        QTest::keyClick(items, Qt::Key_Space);
        QSignalSpy put(&list, &RecordedList::scheduleRequested);
        auto *button = putButton(list);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(put.size(), 1);
        const auto steps = put[0][0].value<std::vector<NetworkStep>>();
        QCOMPARE(steps.size(), std::size_t(2));
        QCOMPARE(steps[0].command.fault, u"cut"_s);
        QCOMPARE(steps[1].command.fault, u"freeze"_s);
        QCOMPARE(put[0][1].value<ScheduleEdit>(), ScheduleEdit::Append);
        list.findChild<QComboBox *>()->setCurrentIndex(1);
        QCOMPARE(list.edit(), ScheduleEdit::Replace);
    }

    void moreComeInTickedAndTheUntickedStaySo()
    {
        RecordedList list;
        std::vector<RecordedFault> faults = three();
        list.setFaults({faults[0], faults[1]});
        list.findChild<QListWidget *>()->item(0)->setCheckState(Qt::Unchecked);
        list.setFaults(faults);
        QCOMPARE(list.ticked().size(), std::size_t(2));
        QCOMPARE(list.ticked()[0].command.fault, u"close"_s);
    }

    void allOrNone()
    {
        RecordedList list;
        list.setFaults(three());
        auto *all = allButton(list);
        QCOMPARE(all->text(), u"Untick all"_s);
        all->click();
        QVERIFY(list.ticked().empty());
        QVERIFY(!putButton(list)->isEnabled());
        all->click();
        QCOMPARE(list.ticked().size(), std::size_t(3));
    }

    void saysWhyNot()
    {
        RecordedList list;
        list.setFaults(three());
        list.setObstacle(u"There is no scenario."_s);
        QVERIFY(!putButton(list)->isEnabled());
        QCOMPARE(putButton(list)->toolTip(), u"There is no scenario."_s);
    }
};

QTEST_MAIN(TestRecordedList)
#include "tst_recordedlist.moc"
