#include <app/attach/attachedpanel.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAttachedPanel : public QObject
{
    Q_OBJECT

    static bool says(const QWidget &panel, const QString &text)
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(&panel) && label->text().contains(text);
        });
    }
    static QPushButton *button(const QWidget &panel, const QString &text)
    {
        for (QPushButton *candidate : panel.findChildren<QPushButton *>()) {
            if (candidate->text().startsWith(text))
                return candidate;
        }
        return nullptr;
    }

private Q_SLOTS:
    void namesTheServerAndWhetherItAnswers()
    {
        AttachedPanel panel;
        panel.setUpstream(*Upstream::parse(u"localhost:8000/app"_s));
        QVERIFY(says(panel, u"http://localhost:8000/app"_s));
        QCOMPARE(panel.stateText(), u"attached, nothing from it yet"_s);
        panel.setAnswering();
        QCOMPARE(panel.stateText(), u"attached"_s);
        panel.setUnreachable(u"Nothing listens at localhost:8000."_s);
        QCOMPARE(panel.stateText(), u"not reached"_s);
        QVERIFY(says(panel, u"Nothing listens at localhost:8000."_s));
        panel.setAnswering();
        QVERIFY(!says(panel, u"Nothing listens"_s));
    }

    void saysWhatWorksAndWhatIsUnknown()
    {
        AttachedPanel panel;
        QVERIFY(says(panel, u"Faults, presets and Hold"_s));
        QVERIFY(says(panel, u"Which updates were published"_s));
    }

    void leadsOn()
    {
        AttachedPanel panel;
        QSignalSpy again(&panel, &AttachedPanel::againRequested);
        QSignalSpy another(&panel, &AttachedPanel::anotherRequested);
        QSignalSpy back(&panel, &AttachedPanel::scenarioRequested);
        button(panel, u"Attach again"_s)->click();
        button(panel, u"Another server"_s)->click();
        QCOMPARE(again.size(), 1);
        QCOMPARE(another.size(), 1);
        QVERIFY(!button(panel, u"Back to"_s)->isVisibleTo(&panel)); // there is nothing to go back to
        panel.setScenario(u"Chat room"_s);
        QVERIFY(button(panel, u"Back to Chat room"_s)->isVisibleTo(&panel));
        button(panel, u"Back to"_s)->click();
        QCOMPARE(back.size(), 1);
    }
};

QTEST_MAIN(TestAttachedPanel)
#include "tst_attachedpanel.moc"
