#include <app/widgets/theme.h>

#include <QApplication>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesAreThoseOfTheDesign_data()
    {
        QTest::addColumn<QColor>("light");
        QTest::addColumn<QColor>("dark");
        QTest::addColumn<QString>("lightName");
        QTest::addColumn<QString>("darkName");
        const Theme l = Theme::light();
        const Theme d = Theme::darkTheme();
        const auto row = [](const char *role, QColor light, QColor dark, QString lightName,
                            QString darkName) {
            QTest::newRow(role) << light << dark << lightName << darkName;
        };
        row("ground", l.ground, d.ground, u"#f3f4f6"_s, u"#16181c"_s);
        row("panel", l.panel, d.panel, u"#ffffff"_s, u"#1d2025"_s);
        row("line", l.line, d.line, u"#d7dbe0"_s, u"#31363d"_s);
        row("ink", l.ink, d.ink, u"#1f2328"_s, u"#e6e8eb"_s);
        row("dim", l.dim, d.dim, u"#6b7280"_s, u"#9aa3ad"_s);
        row("live", l.live, d.live, u"#2f9e5b"_s, u"#4fc07d"_s);
        row("lost", l.lost, d.lost, u"#d1423f"_s, u"#f0716e"_s);
        row("wait", l.wait, d.wait, u"#d98a1f"_s, u"#e5a54b"_s);
        row("catch-up", l.catchUp, d.catchUp, u"#2f6fde"_s, u"#6ea2ff"_s);
        row("sent", l.sent, d.sent, u"#7c4dd6"_s, u"#a583f0"_s);
    }

    void rolesAreThoseOfTheDesign()
    {
        QFETCH(QColor, light);
        QFETCH(QColor, dark);
        QFETCH(QString, lightName);
        QFETCH(QString, darkName);
        QCOMPARE(light.name(), lightName);
        QCOMPARE(dark.name(), darkName);
    }

    void theApplicationFollows()
    {
        applyTheme(*qApp, Theme::darkTheme());
        QCOMPARE(Theme::current(), Theme::darkTheme());
        QCOMPARE(qApp->palette().color(QPalette::Highlight).name(), u"#6ea2ff"_s);
        applyTheme(*qApp, Theme::light());
        QCOMPARE(Theme::current(), Theme::light());
        QCOMPARE(qApp->palette().color(QPalette::WindowText).name(), u"#1f2328"_s);
    }

    void theStyleSheetHasNoRoleLeft()
    {
        for (const Theme &theme : {Theme::light(), Theme::darkTheme()}) {
            const QString sheet = styleSheet(theme);
            QVERIFY(sheet.contains(theme.line.name()));
            QVERIFY2(!QString(sheet)
                          .remove(QRegularExpression(u"/\\*.*?\\*/"_s,
                                                     QRegularExpression::DotMatchesEverythingOption))
                          .contains(u'@'),
                     "a role of the style sheet has no colour");
        }
    }

    void tintsLieBetweenPanelAndRole()
    {
        const Theme theme = Theme::light();
        QCOMPARE(theme.tint(theme.lost, 0), theme.panel);
        QCOMPARE(theme.tint(theme.lost, 1).name(), theme.lost.name());
        QCOMPARE(mixed(Qt::black, Qt::white, 0.5).name(), u"#808080"_s);
    }

    void opacityChangesNothingElse()
    {
        const QColor half = withOpacity(QColor(10, 20, 30), 0.5);
        QCOMPARE(half.name(QColor::HexArgb), u"#800a141e"_s);
        QCOMPARE(withOpacity(half, 1), QColor(10, 20, 30));
    }

    void captionsAreSmallAndBoldAndFiguresOfOneWidth()
    {
        QVERIFY(fonts::caption().pointSizeF() < fonts::interface().pointSizeF());
        QCOMPARE(fonts::caption().weight(), QFont::Bold);
        const QFontMetricsF metrics(fonts::numbers());
        QCOMPARE(metrics.horizontalAdvance(u'1'), metrics.horizontalAdvance(u'8'));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
