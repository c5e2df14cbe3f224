#include <page/flash.h>

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFlash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<QWidget>();
        m_page->resize(400, 300);
        m_overlay = new FlashOverlay(m_page.get());
        m_overlay->resize(m_page->size());
    }
    void cleanup() { m_page.reset(); }

    void lightsUpWhatItIsTold()
    {
        m_page->show();
        m_overlay->flash({{10, 20, 100, 30}, u"beforeend #list"_s, {}});
        m_overlay->flash({{10, 60, 100, 30}, u"outerHTML #one"_s, {}});
        QCOMPARE(m_overlay->lit().size(), std::size_t(2));
        QCOMPARE(m_overlay->lit().back().label, u"outerHTML #one"_s);
        m_overlay->clear();
        QVERIFY(m_overlay->lit().empty());
    }

    void theSamePlaceIsLitOnce()
    {
        m_page->show();
        const SwapFlash first{{10, 20, 100, 30}, u"beforeend #list"_s, {}};
        m_overlay->flash(first);
        m_overlay->flash({{10, 60, 100, 30}, u"outerHTML #one"_s, {}});
        m_overlay->flash(first);
        QCOMPARE(m_overlay->lit().size(), std::size_t(2));
        QCOMPARE(m_overlay->lit().back().label, first.label); // anew: the latest
    }

    void keepsTheLatestOfVeryMany()
    {
        m_page->show();
        for (int i = 0; i < 200; ++i)
            m_overlay->flash({{0.0, 1.0 * i, 10, 10}, QString::number(i), {}});
        QCOMPARE(m_overlay->lit().size(), std::size_t(64));
        QCOMPARE(m_overlay->lit().front().label, u"136"_s);
    }

    void whatNobodySeesIsNotLit()
    {
        m_overlay->flash({{10, 20, 100, 30}, u"beforeend #list"_s, {}});
        QVERIFY(m_overlay->lit().empty());
    }

    // It lies over the page and takes nothing from it.
    void takesNoMouseAndNoFocus()
    {
        QVERIFY(m_overlay->testAttribute(Qt::WA_TransparentForMouseEvents));
        QCOMPARE(m_overlay->focusPolicy(), Qt::NoFocus);
    }

    void followsZoomAndScroll()
    {
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_overlay->flash({{50, 100, 60, 20}, u"x"_s, {}});
        const auto painted = [this](const QPoint &at) {
            QImage image(m_overlay->size(), QImage::Format_ARGB32);
            image.fill(Qt::transparent);
            m_overlay->render(&image, {}, {}, {});
            return qAlpha(image.pixel(at)) > 0;
        };
        QVERIFY(painted({80, 110}));
        QVERIFY(!painted({300, 250}));
        m_overlay->setView(2, {0, 50}); // (80, 110) of the page stands at (160, 170) now
        QVERIFY(painted({160, 170}));
        m_overlay->setView(1, {0, 1000});
        QVERIFY(!painted({80, 110}));
    }

    void fadesByItself()
    {
        m_page->show();
        m_overlay->flash({{10, 20, 100, 30}, u"x"_s, {}});
        QTRY_VERIFY(m_overlay->lit().empty());
    }

private:
    std::unique_ptr<QWidget> m_page;
    FlashOverlay *m_overlay = nullptr;
};

QTEST_MAIN(TestFlash)
#include "tst_flash.moc"
