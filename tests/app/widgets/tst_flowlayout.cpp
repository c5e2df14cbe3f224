#include <app/widgets/flowlayout.h>

#include <QTest>

using namespace swapscope;

class TestFlowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnInTheNextRow()
    {
        FlowBox box(nullptr, 8);
        for (int i = 0; i < 3; ++i) {
            auto *item = new QWidget(&box);
            item->setFixedSize(100, 20);
            box.flow()->addWidget(item);
        }
        QCOMPARE(box.flow()->heightForWidth(316), 20); // 3 × 100 and two gaps
        QCOMPARE(box.flow()->heightForWidth(315), 48);
        QCOMPARE(box.flow()->heightForWidth(100), 76);
        box.resize(210, 10);
        box.show();
        QCOMPARE(box.minimumHeight(), 48);
        QCOMPARE(box.flow()->itemAt(2)->geometry(), QRect(0, 28, 100, 20));
    }

    void nothingNeedsNoHeight()
    {
        FlowBox box(nullptr, 8);
        box.show();
        QCOMPARE(box.minimumHeight(), 0);
        QCOMPARE(box.flow()->takeAt(0), nullptr);
    }
};

QTEST_MAIN(TestFlowLayout)
#include "tst_flowlayout.moc"
