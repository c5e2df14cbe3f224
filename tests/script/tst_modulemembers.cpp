#include "libraryhost.h"

#include <script/module/modulemembers.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestModuleMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areWhatTheModuleExports()
    {
        const LibraryHost host{js::Limits()};
        QStringList exported = host.run.exports();
        exported.sort();
        QStringList declared;
        for (const ModuleMember &member : moduleMembers())
            declared.push_back(member.name);
        QCOMPARE(declared, exported);
    }

    void areComplete()
    {
        for (const ModuleMember &member : moduleMembers()) {
            QVERIFY2(member.type.startsWith(u'(') || member.type.startsWith(u": "_s),
                     qPrintable(member.name));
            QVERIFY2(member.sentence.endsWith(u'.'), qPrintable(member.name));
        }
    }
};

QTEST_GUILESS_MAIN(TestModuleMembers)
#include "tst_modulemembers.moc"
