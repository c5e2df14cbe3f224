#include "ends.h"

#include <support/commands.h>

#include <QTest>

namespace swapscope::test {

Run::Run(quint16 upstream)
{
    link.setUpstream(QHostAddress::LocalHost, upstream);
    const Result<quint16> port = link.listen(QHostAddress::LocalHost, 0);
    Q_ASSERT(port.ok());
}

std::vector<Event> Run::events()
{
    for (Event &event : recorder.take())
        m_events.push_back(std::move(event));
    return m_events;
}

QStringList Run::told()
{
    QStringList lines;
    for (const Event &event : events()) {
        QString line = QString(kindName(event.kind)).mid(5);
        if (!event.conn.isNone())
            line += QStringLiteral(" %1").arg(event.conn.number());
        for (const Field key : {Field::Transport, Field::Dir, Field::Opcode, Field::Code}) {
            const FieldValue value = event.data.value(key);
            if (!value.isUndefined())
                line += u' ' + value.toVariant().toString();
        }
        if (event.n != 0)
            line += QStringLiteral(" %1").arg(event.n);
        for (const Field key : {Field::Why, Field::By, Field::ForS}) {
            const FieldValue value = event.data.value(key);
            if (!value.isUndefined())
                line += u' ' + value.toVariant().toString();
        }
        if (const FieldValue text = event.data.value(Field::Text); !text.isUndefined())
            line += QStringLiteral(" <%1>").arg(text.toString().left(40));
        lines << line;
    }
    return lines;
}

void Run::apply(const char *fault, const QVariantMap &args)
{
    const Result<void> done = link.apply(test::command(QString::fromLatin1(fault), args));
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
}

} // namespace swapscope::test
