#include <app/attach/attachhistory.h>

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAttachHistory : public QObject
{
    Q_OBJECT

    static AttachOptions at(const QString &address)
    {
        AttachOptions options;
        options.upstream = *Upstream::parse(address);
        return options;
    }

private Q_SLOTS:
    void theLastOneComesFirst()
    {
        AttachHistory history(nullptr);
        history.remember(at(u"localhost:8000"_s));
        history.remember(at(u"https://example.org/app"_s));
        history.remember(at(u"http://localhost:8000/"_s)); // the same again
        QCOMPARE(history.addresses(),
                 (QStringList{u"http://localhost:8000/"_s, u"https://example.org/app"_s}));
        for (int port = 9000; port < 9020; ++port)
            history.remember(at(u"localhost:%1"_s.arg(port)));
        QCOMPARE(history.addresses().size(), AttachHistory::kMost);
        QCOMPARE(history.addresses().first(), u"http://localhost:9019/"_s);
    }

    void isRemembered()
    {
        QTemporaryDir temp;
        QSettings settings(temp.filePath(u"window.ini"_s), QSettings::IniFormat);
        {
            AttachHistory history(&settings);
            QCOMPARE(history.clients(), 2);
            AttachOptions options = at(u"https://localhost:8443"_s);
            options.clients = 3;
            options.insecure = true;
            history.remember(options);
        }
        const AttachHistory history(&settings);
        QCOMPARE(history.addresses(), QStringList{u"https://localhost:8443/"_s});
        QCOMPARE(history.clients(), 3);
        QVERIFY(history.insecure());
    }

    void whatIsNoAddressIsLeftOut()
    {
        QTemporaryDir temp;
        QSettings settings(temp.filePath(u"window.ini"_s), QSettings::IniFormat);
        settings.setValue(u"attach/addresses"_s, QStringList{u"ftp://x"_s, u"localhost:1"_s});
        settings.setValue(u"attach/clients"_s, 999);
        const AttachHistory history(&settings);
        QCOMPARE(history.addresses(), QStringList{u"localhost:1"_s});
        QCOMPARE(history.clients(), kMostAttachedClients);
    }
};

QTEST_GUILESS_MAIN(TestAttachHistory)
#include "tst_attachhistory.moc"
