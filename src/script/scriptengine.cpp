#include "scriptengine.h"

#include "module/scriptmodule.h"

#include <core/recorder.h>
#include <server/mockserver.h>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

class ScriptEngine::Private
{
public:
    explicit Private(ScriptHost pieces) : host(std::move(pieces)) {}

    // A script may be replaced while one of its handlers runs (whoever hears of its error may do so), so it
    // goes in the next turn of the event loop.
    void retire(ScriptEngine &engine)
    {
        if (!module)
            return;
        module->retire();
        ScriptModule *old = module.release();
        old->setParent(&engine);
        old->deleteLater();
    }

    ScriptHost host;
    std::unique_ptr<ScriptModule> module;
};

ScriptEngine::ScriptEngine(ScriptHost host, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(host)))
{
}

ScriptEngine::~ScriptEngine() = default;

Result<void> ScriptEngine::load(const ScriptSource &source)
{
    const auto report = [this](const Error &error, bool serves) {
        Event event;
        event.kind = Kind::ScriptError;
        event.data = {{Field::File, error.file},
                      {Field::Line, error.line},
                      {Field::Column, error.column},
                      {Field::Text, error.message}};
        d->host.recorder.record(std::move(event));
        Q_EMIT failed(error, serves);
    };
    if (source.text.size() > kMaxScript) {
        const Error error{u"the script is longer than 4 million characters"_s, source.file};
        report(error, false);
        return error;
    }
    auto module = std::make_unique<ScriptModule>(d->host, source);
    d->host.stop->add(module->stopper());
    module->onStall = [this](const ScriptStall &stall, bool over) {
        if (over)
            Q_EMIT resumed(stall);
        else
            Q_EMIT stalled(stall);
    };
    if (const auto loaded = module->load(); !loaded) {
        report(loaded.error(), false);
        return loaded;
    }
    module->onError = [report](const Error &error) { report(error, true); };
    module->onChannel = [this] { Q_EMIT channelsChanged(channels()); };
    module->onEnd = [this] { Q_EMIT topLevelEnded(); };
    module->onCue = [this] { Q_EMIT cuesChanged(cues()); };
    d->retire(*this);
    d->module = std::move(module);
    d->module->install();
    Q_EMIT cuesChanged(cues());
    Q_EMIT channelsChanged(channels());
    return {};
}

void ScriptEngine::unload()
{
    if (!d->module)
        return;
    d->retire(*this);
    d->host.server.setRoutes({});
    Q_EMIT cuesChanged({});
    Q_EMIT channelsChanged({});
}

void ScriptEngine::stopTimers()
{
    if (d->module)
        d->module->stopTimers();
}

bool ScriptEngine::loaded() const
{
    return d->module != nullptr;
}

bool ScriptEngine::waits() const
{
    return d->module && d->module->waits();
}

QString ScriptEngine::waitingText() const
{
    return d->module ? d->module->waitingText() : QString();
}

QStringList ScriptEngine::cues() const
{
    return d->module ? d->module->cues() : QStringList();
}

QStringList ScriptEngine::channels() const
{
    return d->module ? d->module->channels() : QStringList();
}

Result<void> ScriptEngine::runCue(int index)
{
    if (!d->module)
        return Error{u"no script is loaded"_s};
    return d->module->runCue(index);
}

Result<void> ScriptEngine::publish(const QString &channel, const QString &fragment)
{
    const QStringList names = channels();
    if (!names.contains(channel))
        return Error{names.isEmpty()
                         ? u"the script has no channels"_s
                         : u"there is no channel “%1”; there are %2"_s.arg(channel, names.join(u", "))};
    d->host.server.publish(channel, fragment.toUtf8());
    return {};
}

Result<void> ScriptEngine::send(const QString &client, const QString &fragment)
{
    const QByteArray bytes = fragment.toUtf8();
    int sent = 0;
    for (const Peer &peer : d->host.server.peers()) {
        if (!client.isEmpty() && peer.name() != client)
            continue;
        peer.send(bytes);
        ++sent;
    }
    if (sent == 0)
        return Error{client.isEmpty() ? u"nobody is connected"_s
                                      : u"client %1 is not connected"_s.arg(client)};
    return {};
}

} // namespace swapscope
