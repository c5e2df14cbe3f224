#include "relays.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace swapscope::bench {

namespace {

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(100);
}

Result<std::unique_ptr<ForeignRelay>> start(const QString &name, const QString &config,
                                            const QStringList &arguments)
{
    const QString program = QStandardPaths::findExecutable(
        name, QStringList{QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
    if (program.isEmpty())
        return Error{QStringLiteral("%1 is not installed").arg(name), {}, 0, 0};
    auto relay = std::make_unique<ForeignRelay>();
    relay->dir = std::make_unique<QTemporaryDir>();
    relay->port = freePort();
    QString text = config;
    text.replace(QStringLiteral("@PORT@"), QString::number(relay->port));
    text.replace(QStringLiteral("@DIR@"), relay->dir->path());
    const QString file = relay->dir->filePath(QStringLiteral("relay.conf"));
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0)
        return Error{QStringLiteral("%1 cannot be written").arg(file), {}, 0, 0};
    out.close();
    relay->process = std::make_unique<QProcess>();
    relay->process->setProcessChannelMode(QProcess::MergedChannels);
    relay->process->start(program, QStringList(arguments) << file);
    QElapsedTimer waited;
    waited.start();
    while (!answers(relay->port)) {
        if (waited.elapsed() > 5000 || relay->process->waitForFinished(10)) {
            return Error{QStringLiteral("%1 does not listen: %2")
                             .arg(name, QString::fromUtf8(relay->process->readAll())),
                         {},
                         0,
                         0};
        }
    }
    return relay;
}

} // namespace

ForeignRelay::~ForeignRelay()
{
    if (process) {
        process->terminate();
        if (!process->waitForFinished(3000))
            process->kill();
        process->waitForFinished();
    }
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

Result<std::unique_ptr<ForeignRelay>> startHaproxy(quint16 upstream)
{
    return start(QStringLiteral("haproxy"),
                 QStringLiteral("global\n"
                                "  nbthread 1\n"
                                "defaults\n"
                                "  mode http\n"
                                "  timeout connect 5s\n"
                                "  timeout client 60s\n"
                                "  timeout server 60s\n"
                                "  timeout tunnel 60s\n"
                                "frontend in\n"
                                "  bind 127.0.0.1:@PORT@\n"
                                "  default_backend out\n"
                                "backend out\n"
                                "  server one 127.0.0.1:%1\n")
                     .arg(upstream),
                 {QStringLiteral("-db"), QStringLiteral("-f")});
}

Result<std::unique_ptr<ForeignRelay>> startNginx(quint16 upstream)
{
    return start(QStringLiteral("nginx"),
                 QStringLiteral("daemon off;\n"
                                "master_process off;\n"
                                "pid @DIR@/pid;\n"
                                "error_log stderr;\n"
                                "events { }\n"
                                "http {\n"
                                "  access_log off;\n"
                                "  client_body_temp_path @DIR@/body;\n"
                                "  proxy_temp_path @DIR@/proxy;\n"
                                "  fastcgi_temp_path @DIR@/fastcgi;\n"
                                "  uwsgi_temp_path @DIR@/uwsgi;\n"
                                "  scgi_temp_path @DIR@/scgi;\n"
                                "  server {\n"
                                "    listen 127.0.0.1:@PORT@;\n"
                                "    location / {\n"
                                "      proxy_pass http://127.0.0.1:%1;\n"
                                "      proxy_http_version 1.1;\n"
                                "      proxy_set_header Upgrade $http_upgrade;\n"
                                "      proxy_set_header Connection upgrade;\n"
                                "    }\n"
                                "  }\n"
                                "}\n")
                     .arg(upstream),
                 {QStringLiteral("-c")});
}

} // namespace swapscope::bench
