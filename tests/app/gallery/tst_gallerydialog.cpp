#include <app/gallery/gallerycard.h>
#include <app/gallery/gallerydialog.h>
#include <app/widgets/theme.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestGalleryDialog : public QObject
{
    Q_OBJECT

    static std::vector<GalleryEntry> some()
    {
        std::vector<GalleryEntry> all;
        for (int i = 0; i < 9; ++i) {
            all.push_back({.dir = u"/%1"_s.arg(i),
                           .name = u"s%1"_s.arg(i),
                           .title = u"Scenario %1"_s.arg(i),
                           .teaches = i == 4 ? u"What a heron is."_s : u"Something."_s,
                           .chapter = i < 6 ? u"first-steps"_s : u"pitfalls"_s,
                           .minutes = 5,
                           .tags = {i % 2 ? u"ws"_s : u"sse"_s},
                           .htmx = i == 0 ? QStringList{u"2"_s} : QStringList{u"2"_s, u"4"_s}});
        }
        return all;
    }

    static QStringList shown(const GalleryDialog &dialog)
    {
        QStringList names;
        for (const GalleryCard *card : dialog.cards())
            names << card->entry().name;
        return names;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::light()); }

    void searchesAndNarrows()
    {
        GalleryDialog dialog(some(), {}, {}, nullptr);
        QCOMPARE(dialog.cards().size(), 9u);
        dialog.setFilter({.text = u"heron"_s});
        QCOMPARE(shown(dialog), QStringList{u"s4"_s});
        dialog.setFilter({.chapter = u"pitfalls"_s});
        QCOMPARE(shown(dialog), (QStringList{u"s6"_s, u"s7"_s, u"s8"_s}));
        dialog.setFilter({.version = u"4"_s, .tag = u"sse"_s});
        QCOMPARE(shown(dialog), (QStringList{u"s2"_s, u"s4"_s, u"s6"_s, u"s8"_s}));
    }

    void saysWhenNothingFits()
    {
        GalleryDialog dialog(some(), {}, {}, nullptr);
        dialog.setFilter({.text = u"no such bird"_s});
        QCOMPARE(dialog.cards().size(), 0u);
        const QList<QPushButton *> buttons = dialog.findChildren<QPushButton *>();
        const auto all = std::find_if(buttons.begin(), buttons.end(),
                                      [](const QPushButton *each) { return each->text() == u"Show all"_s; });
        QVERIFY(all != buttons.end());
        (*all)->click();
        QCOMPARE(dialog.cards().size(), 9u);
    }

    void theKeyboardChooses()
    {
        GalleryDialog dialog(some(), {}, u"/2"_s, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *search = dialog.findChild<QLineEdit *>();
        QVERIFY(search->hasFocus());
        QTest::keyClick(search, Qt::Key_Down);
        const auto &cards = dialog.cards();
        QVERIFY(cards[0]->hasFocus());
        QTest::keyClick(cards[0], Qt::Key_Right);
        QVERIFY(cards[1]->hasFocus());
        QTest::keyClick(cards[1], Qt::Key_Down);
        QVERIFY(cards[5]->hasFocus()); // four in a row
        QTest::keyClick(cards[5], Qt::Key_Up);
        QVERIFY(cards[1]->hasFocus());
        QTest::keyClick(cards[1], Qt::Key_Up);
        QVERIFY(search->hasFocus());
        QTest::keyClick(search, Qt::Key_Return);
        QTest::keyClick(cards[0], Qt::Key_Return);
        QCOMPARE(dialog.chosen(), u"/0"_s);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void aScreenReaderHearsWhatACardSays()
    {
        GalleryDialog dialog(some(), {}, u"/0"_s, nullptr);
        const GalleryCard *card = dialog.cards().front();
        QCOMPARE(card->accessibleName(), u"Scenario 0"_s);
        QCOMPARE(card->accessibleDescription(), u"Something. open · 5 min · htmx 2"_s);
    }

    void usersOwnComeLast()
    {
        GalleryDialog dialog(some(), {{.dir = u"/mine"_s, .name = u"mine"_s, .title = u"Mine"_s}}, {},
                             nullptr);
        QCOMPARE(shown(dialog).last(), u"mine"_s);
    }
};

QTEST_MAIN(TestGalleryDialog)
#include "tst_gallerydialog.moc"
