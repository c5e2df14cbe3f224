#pragma once

#include <QProcess>
#include <QStringList>
#include <QTest>

namespace swapscope::test {

// A program of somebody else's, and the lines that it has written.
class Program
{
public:
    Program(const QString &program, const QStringList &arguments)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
    }
    ~Program()
    {
        process.kill();
        process.waitForFinished();
    }
    QStringList lines()
    {
        output += process.readAllStandardOutput();
        return QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
    }
    bool waitEnd(int ms = 30'000)
    {
        return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, ms);
    }
    QByteArray all()
    {
        waitEnd();
        lines();
        return output;
    }

    QProcess process;
    QByteArray output;
};

} // namespace swapscope::test
