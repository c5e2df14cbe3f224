#include <app/editor/codeeditor.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// What stands below a line, from 0. QScintilla's annotation() gives bytes of nowhere in its version 2.14.
QByteArray annotationOf(const CodeEditor &editor, int line)
{
    constexpr unsigned int kGet = QsciScintillaBase::SCI_ANNOTATIONGETTEXT;
    const auto row = static_cast<unsigned long>(line);
    QByteArray text(editor.SendScintilla(kGet, row, static_cast<void *>(nullptr)), 0);
    if (!text.isEmpty())
        editor.SendScintilla(kGet, row, static_cast<void *>(text.data()));
    return text;
}

} // namespace

class TestCodeEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsALanguageByTheFilesName()
    {
        QCOMPARE(languageOf(u"server.js"_s), Language::JavaScript);
        QCOMPARE(languageOf(u"page.htmx2.html"_s), Language::Html);
        QCOMPARE(languageOf(u"static/style.css"_s), Language::Css);
        QCOMPARE(languageOf(u"scenario.toml"_s), Language::Toml);
        QCOMPARE(languageOf(u"notes.txt"_s), Language::Plain);
    }

    void marksTheLineOfAnErrorAndForgetsItAgain()
    {
        CodeEditor editor(Language::JavaScript);
        editor.load(u"one\ntwo\nthree\n"_s);
        editor.markError(2, u"Unexpected token"_s);
        QCOMPARE(editor.errorLines(), QList{2});
        QCOMPARE(editor.errorAt(2), u"Unexpected token"_s);
        QCOMPARE(annotationOf(editor, 1), "Unexpected token");
        QVERIFY(editor.markersAtLine(1) != 0U);
        editor.clearErrors();
        QVERIFY(editor.errorLines().isEmpty());
        QCOMPARE(annotationOf(editor, 1), QByteArray());
    }

    void anErrorBeyondTheEndMarksTheLastLine()
    {
        CodeEditor editor(Language::JavaScript);
        editor.load(u"one\ntwo"_s);
        editor.markError(99, u"unexpected end"_s);
        QCOMPARE(editor.errorLines(), QList{2});
    }

    void selectsMatchesBehindLettersOfSeveralBytes()
    {
        CodeEditor editor(Language::Plain);
        editor.load(u"größe → room"_s);
        editor.selectMatch({8, 4});
        QCOMPARE(editor.selectedText(), u"room"_s);
        QCOMPARE(editor.selectedMatch(), (TextMatch{8, 4}));
    }

    void replacingEverythingCanBeUndone()
    {
        CodeEditor editor(Language::Plain);
        editor.load(u"before"_s);
        editor.replaceAll(u"after"_s);
        QCOMPARE(editor.text(), u"after"_s);
        editor.undo();
        QCOMPARE(editor.text(), u"before"_s);
    }

    // What the coach says of lines stands in the margin, beside errors and apart from them.
    void notesAreMarkedInTheMargin()
    {
        CodeEditor editor(Language::Html);
        editor.load(u"one\ntwo\nthree\n"_s);
        QCOMPARE(editor.marginWidth(1), 0);
        editor.setNotes({{2, Role::Wait, u"A warning."_s}, {3, Role::Lost, u"An error."_s}});
        QVERIFY(editor.marginWidth(1) > 0);
        QCOMPARE(editor.notes().size(), 2U);
        QVERIFY(editor.markersAtLine(1) != 0);
        QVERIFY(editor.markersAtLine(1) != editor.markersAtLine(2));
        editor.markError(2, u"Wrong."_s);
        editor.clearErrors();
        QVERIFY(editor.markersAtLine(1) != 0);
        editor.setNotes({});
        QCOMPARE(editor.markersAtLine(1), 0U);
        QCOMPARE(editor.marginWidth(1), 0);
    }
};

QTEST_MAIN(TestCodeEditor)
#include "tst_codeeditor.moc"
