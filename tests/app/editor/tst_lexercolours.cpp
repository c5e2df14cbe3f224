#include <app/editor/codeeditor.h>
#include <app/editor/lexercolours.h>

#include <app/editor/qsci.h>

#include <QTest>

using namespace swapscope;

class TestLexerColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLanguageStandsOnThePanelInTheInk_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<bool>("dark");
        for (const bool dark : {false, true}) {
            const char *suffix = dark ? "dark" : "light";
            QTest::addRow("script, %s", suffix) << Language::JavaScript << dark;
            QTest::addRow("html, %s", suffix) << Language::Html << dark;
            QTest::addRow("css, %s", suffix) << Language::Css << dark;
            QTest::addRow("toml, %s", suffix) << Language::Toml << dark;
            QTest::addRow("json, %s", suffix) << Language::Json << dark;
        }
    }

    void everyLanguageStandsOnThePanelInTheInk()
    {
        QFETCH(Language, language);
        QFETCH(bool, dark);
        const Theme theme = dark ? Theme::darkTheme() : Theme::light();
        QObject parent;
        QsciLexer *lexer = makeLexer(language, theme, &parent);
        QVERIFY(lexer != nullptr);
        QCOMPARE(lexer->defaultPaper(), theme.panel);
        QCOMPARE(lexer->defaultColor(), theme.ink);
        for (int style = 0; style < 128; ++style) {
            if (lexer->description(style).isEmpty())
                continue;
            QCOMPARE(lexer->paper(style), theme.panel);
            // Whatever its meaning, it can be read.
            const int contrast = qAbs(lexer->color(style).lightness() - theme.panel.lightness());
            QVERIFY2(contrast > 50, qPrintable(lexer->description(style)));
        }
    }

    void plainTextHasNone()
    {
        QObject parent;
        QVERIFY(makeLexer(Language::Plain, Theme::light(), &parent) == nullptr);
    }

    void theWordsOfTheModuleHaveAColourOfTheirOwn()
    {
        QObject parent;
        const QsciLexer *lexer = makeLexer(Language::JavaScript, Theme::light(), &parent);
        const QList<QByteArray> words = QByteArray(lexer->keywords(2)).split(' ');
        for (const char *word : {"channel", "ws", "sse", "html", "raw", "cue", "every", "after", "network",
                                 "server", "params", "random", "get", "post", "put", "patch", "del"})
            QVERIFY2(words.contains(word), word);
        QCOMPARE(lexer->color(QsciLexerJavaScript::KeywordSet2), Theme::light().catchUp);
        QCOMPARE(lexer->color(QsciLexerJavaScript::Keyword), Theme::light().sent);
    }
};

QTEST_MAIN(TestLexerColours)
#include "tst_lexercolours.moc"
