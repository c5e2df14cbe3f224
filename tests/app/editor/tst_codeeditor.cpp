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

// "line 1", "line 2" and so on.
QString lines(int count)
{
    QString text;
    for (int i = 1; i <= count; ++i)
        text += u"line %1\n"_s.arg(i);
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

    void whatIsReplacedKeepsCursorAndView_data()
    {
        QTest::addColumn<QStringList>("texts"); // one after the other
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("index");
        const QString text = lines(100);
        QTest::newRow("a line more at the end") << QStringList{text + u"one more"_s} << 49 << 4;
        QTest::newRow("it is emptied, and then written") << QStringList{u""_s, text} << 49 << 4;
        QTest::newRow("its lines are shorter") << QStringList{QString(99, u'\n')} << 49 << 0;
        QTest::newRow("it is shorter") << QStringList{lines(10)} << 10 << 0;
        QTest::newRow("it is shorter for a while") << QStringList{lines(10), lines(20), text} << 49 << 4;
    }

    void whatIsReplacedKeepsCursorAndView()
    {
        QFETCH(const QStringList, texts);
        QFETCH(const int, line);
        QFETCH(const int, index);
        CodeEditor editor(Language::JavaScript);
        editor.resize(400, 300);
        editor.show();
        editor.load(lines(100));
        editor.goTo(50, 5);
        editor.setFirstVisibleLine(45);
        for (const QString &text : texts)
            editor.replaceAll(text);
        int cursorLine = 0;
        int cursorIndex = 0;
        editor.getCursorPosition(&cursorLine, &cursorIndex);
        QCOMPARE(cursorLine, line);
        QCOMPARE(cursorIndex, index);
        if (editor.lines() >= 100)
            QCOMPARE(editor.firstVisibleLine(), 45);
    }

    void whereTheUserGoesMeanwhileCounts()
    {
        CodeEditor editor(Language::JavaScript);
        editor.load(lines(100));
        editor.goTo(50);
        editor.replaceAll(lines(10));
        editor.goTo(3);
        editor.replaceAll(lines(100));
        QCOMPARE(editor.place().line, 2);
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
