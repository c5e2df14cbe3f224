#include <app/cues/paramspanel.h>

#include <scenario/manifest.h>

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestParamsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChoicePerParameter()
    {
        ParamsPanel panel;
        panel.setParams({{u"catchUp"_s, u"Catch-up"_s, {u"none"_s, u"replay"_s}, u"none"_s, 1}},
                        {{u"catchUp"_s, u"replay"_s}});
        auto *choice = panel.findChild<QComboBox *>(u"catchUp"_s);
        QCOMPARE(choice->currentText(), u"replay"_s);
        QCOMPARE(choice->accessibleName(), u"Catch-up"_s);
        QSignalSpy changed(&panel, &ParamsPanel::changed);
        Q_EMIT choice->textActivated(u"none"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0], (QVariantList{u"catchUp"_s, u"none"_s}));
    }

    void withoutParametersItIsNotThere()
    {
        ParamsPanel panel;
        panel.setParams({}, {});
        QVERIFY(panel.isHidden());
    }
};

QTEST_MAIN(TestParamsPanel)
#include "tst_paramspanel.moc"
