#include <core/places.h>

#include <QCoreApplication>
#include <QDir>
#include <QTest>

using namespace swapscope;

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEnvironmentChooses()
    {
        qputenv("SWAPSCOPE_DATA", "/somewhere/data/");
        QCOMPARE(dataPlace(), QStringLiteral("/somewhere/data"));
        QCOMPARE(dataPlace(u"scenarios/chat"), QStringLiteral("/somewhere/data/scenarios/chat"));
    }

    void elseItLiesBesideTheProgram()
    {
        qunsetenv("SWAPSCOPE_DATA");
        const QString parent =
            QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/.."));
        QCOMPARE(dataPlace(), parent + QStringLiteral("/share/swapscope"));
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
