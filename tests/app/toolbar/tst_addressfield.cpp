#include <app/toolbar/addressfield.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAddressField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAndCopiesTheFirst()
    {
        AddressField field;
        QCOMPARE(field.findChild<QLabel *>()->text(), u"no server"_s);
        field.setAddresses({{u"Client A"_s, QUrl(u"http://127.0.0.1:8137/"_s)},
                            {u"The server itself"_s, QUrl(u"http://127.0.0.1:4000/"_s)}});
        QCOMPARE(field.findChild<QLabel *>()->text(), u"http://127.0.0.1:8137"_s);
        field.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8137/"_s);
    }

    void showsThePortAloneWhereThereIsNoRoom()
    {
        AddressField field;
        field.setShort(true);
        QCOMPARE(field.findChild<QLabel *>()->text(), u"no server"_s);
        field.setAddresses({{u"Client A"_s, QUrl(u"http://127.0.0.1:8137/"_s)}});
        QCOMPARE(field.findChild<QLabel *>()->text(), u":8137"_s);
        field.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8137/"_s);
        field.setShort(false);
        QCOMPARE(field.findChild<QLabel *>()->text(), u"http://127.0.0.1:8137"_s);
    }

    void theMenuCopiesAnyOfThem()
    {
        AddressField field;
        field.setAddresses({{u"Client A"_s, QUrl(u"http://127.0.0.1:8137/"_s)},
                            {u"The server itself"_s, QUrl(u"http://127.0.0.1:4000/"_s)}});
        const QList<QAction *> entries = field.findChild<QMenu *>()->actions();
        QCOMPARE(entries.size(), 2);
        entries[1]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:4000/"_s);
    }
};

QTEST_MAIN(TestAddressField)
#include "tst_addressfield.moc"
