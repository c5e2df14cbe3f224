#include <app/editor/codeeditor.h>
#include <app/editor/findbar.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFindBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_editor = std::make_unique<CodeEditor>(Language::Plain);
        m_editor->load(u"cue one\ncue two\nCue three\n"_s);
        m_bar = std::make_unique<FindBar>();
        m_bar->setEditor(m_editor.get());
        m_bar->openFind();
    }

    void cleanup()
    {
        m_bar.reset();
        m_editor.reset();
    }

    void goesFromMatchToMatchAndRound()
    {
        m_bar->setOptions({u"cue"_s, false, true, false});
        QCOMPARE(m_bar->status(), u"2 found"_s);
        m_bar->next();
        QCOMPARE(m_editor->selectedMatch(), (TextMatch{0, 3}));
        QCOMPARE(m_bar->status(), u"1 of 2"_s);
        m_bar->next();
        QCOMPARE(m_editor->selectedMatch(), (TextMatch{8, 3}));
        m_bar->next();
        QCOMPARE(m_bar->status(), u"1 of 2"_s);
        m_bar->previous();
        QCOMPARE(m_bar->status(), u"2 of 2"_s);
    }

    void saysWhatIsNotThereAndWhatIsNoExpression()
    {
        m_bar->setOptions({u"nobody"_s, false, false, false});
        QCOMPARE(m_bar->status(), u"nothing found"_s);
        m_bar->setOptions({u"("_s, true, false, false});
        QCOMPARE(m_bar->status(), u"not an expression"_s);
    }

    void replacesOneAndGoesOn()
    {
        m_bar->openReplace();
        m_bar->setOptions({u"cue"_s, false, true, false});
        m_bar->setReplacement(u"every"_s);
        m_bar->replaceOne(); // goes to the first
        m_bar->replaceOne();
        QCOMPARE(m_editor->text(), u"every one\ncue two\nCue three\n"_s);
        QCOMPARE(m_editor->selectedText(), u"cue"_s);
    }

    void replacesEveryMatchAsOneStep()
    {
        m_bar->openReplace();
        m_bar->setOptions({u"(c)ue"_s, true, false, false});
        m_bar->setReplacement(u"\\1all"_s);
        m_bar->replaceEvery();
        QCOMPARE(m_editor->text(), u"call one\ncall two\nCall three\n"_s);
        m_editor->undo();
        QCOMPARE(m_editor->text(), u"cue one\ncue two\nCue three\n"_s);
    }

private:
    std::unique_ptr<CodeEditor> m_editor;
    std::unique_ptr<FindBar> m_bar;
};

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
