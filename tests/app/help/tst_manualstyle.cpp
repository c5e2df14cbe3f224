#include <app/help/manualstyle.h>
#include <app/widgets/theme.h>

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestManualStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<QTextDocument>();
        m_document->setMarkdown(
            u"# Title\n\nText with `code` in it.\n\n```js\nlet a = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"_s);
        m_before = m_document->toPlainText();
        dressManual(*m_document, Theme::light());
    }

    void changesNoWord() { QCOMPARE(m_document->toPlainText(), m_before); }

    void codeHasAGroundAndTheMonospaceFont()
    {
        const QTextBlock block = blockWith(u"let a = 1"_s);
        QCOMPARE(block.blockFormat().background().color(), Theme::light().ground);
        const QTextCharFormat format = block.begin().fragment().charFormat();
        QCOMPARE(format.fontFamilies().toStringList(), QStringList{fonts::mono().family()});
        QVERIFY(blockWith(u"Title"_s).blockFormat().background() == Qt::NoBrush);
    }

    void tablesHaveThinLinesInTheThemesColour()
    {
        QCOMPARE(table()->format().borderBrush().color(), Theme::light().line);
        QCOMPARE(table()->format().cellSpacing(), 0.0);
        QVERIFY(table()->format().borderCollapse());
    }

    void followsTheTheme()
    {
        dressManual(*m_document, Theme::darkTheme());
        QCOMPARE(table()->format().borderBrush().color(), Theme::darkTheme().line);
        QCOMPARE(blockWith(u"let a = 1"_s).blockFormat().background().color(), Theme::darkTheme().ground);
    }

private:
    QTextBlock blockWith(const QString &text) const { return m_document->find(text).block(); }
    const QTextTable *table() const
    {
        for (QTextFrame *frame : m_document->rootFrame()->childFrames()) {
            if (const auto *found = qobject_cast<QTextTable *>(frame))
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<QTextDocument> m_document;
    QString m_before;
};

QTEST_MAIN(TestManualStyle)
#include "tst_manualstyle.moc"
