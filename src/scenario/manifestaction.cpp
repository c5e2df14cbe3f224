#include "manifestparts.h"

#include <core/suggest.h>

#include <wire/closecodes.h>

namespace swapscope {

namespace {

using Type = StepAction::Type;

constexpr Nanoseconds kLongestWait = 60 * kSecond;

// The keys that name an action, each with the other keys that its table may have.
struct Form
{
    QString key;
    QStringList others;
};

const std::vector<Form> &forms()
{
    const QString client = QStringLiteral("client");
    static const std::vector<Form> all = {
        {QStringLiteral("cue"), {}},
        {QStringLiteral("fault"), {client}}, // and the arguments of the fault
        {QStringLiteral("preset"), {client}},
        {QStringLiteral("param"), {QStringLiteral("value")}},
        {QStringLiteral("deploy"), {QStringLiteral("down")}},
        {QStringLiteral("hide"), {}},
        {QStringLiteral("reveal"), {}},
        {QStringLiteral("reload"), {}},
        {QStringLiteral("click"), {client}},
        {QStringLiteral("fill"), {QStringLiteral("with"), client, QStringLiteral("submit")}},
        {QStringLiteral("wait"), {}},
        {QStringLiteral("hold"), {client}},
        {QStringLiteral("step"), {}},
    };
    return all;
}

// Reads the keys of one action.
struct Parts
{
    TomlReader &reader;
    const toml::table &table;
    const Manifest &manifest;
    const FaultCatalogue &faults;

    // The client given by `client`, which may be omitted if the scenario has only one.
    QString client(bool orAll) const
    {
        if (!table.contains("client") && manifest.clients.size() == 1)
            return manifest.clients.first();
        const auto name = reader.requiredText(
            table, "client",
            QStringLiteral("client is missing in do: expected %1%2")
                .arg(oneOf(manifest.clients), orAll ? QStringLiteral(", or \"*\" for all") : QString()));
        return name && isClient(reader, *table.get("client"), *name, manifest, orAll) ? *name : QString();
    }

    // For actions whose own key names the client: `hide = "B"`.
    QString clientIn(std::string_view key, bool orAll = false) const
    {
        const auto name = reader.text(table, key);
        return name && isClient(reader, *table.get(key), *name, manifest, orAll) ? *name : QString();
    }

    QString required(std::string_view key, const QString &example) const
    {
        const auto value = reader.requiredText(
            table, key, QStringLiteral("%1 is missing in do: write it like %2").arg(fromUtf8(key), example));
        return value.value_or(QString());
    }

    QString selector(std::string_view key) const
    {
        const QString text = reader.text(table, key).value_or(QString());
        if (text.isEmpty() && table.get(key)->is_string())
            reader.fail(
                *table.get(key),
                QStringLiteral("%1 is empty: expected a CSS selector, like \"#send\"").arg(fromUtf8(key)));
        return text;
    }
};

void readParamChange(const Parts &in, StepAction *action)
{
    action->name = in.reader.text(in.table, "param").value_or(QString());
    action->value = in.required("value", QStringLiteral("{ param = \"catchUp\", value = \"none\" }"));
    if (!in.table.get("param")->is_string() || !in.table.contains("value") || action->value.isEmpty())
        return;
    if (const Result<void> fine = checkParam(in.manifest, action->name, action->value); !fine)
        in.reader.fail(*in.table.get(in.manifest.param(action->name) ? "value" : "param"),
                       fine.error().message);
}

void readDeploy(const Parts &in, StepAction *action)
{
    // RFC 6455 §7.4: the codes that an endpoint may send.
    const auto code = in.reader.integer(in.table, "deploy", 1000, 4999);
    action->code = code.value_or(0);
    action->time = in.reader.duration(in.table, "down").value_or(kSecond);
    if (code && !wire::isValidCloseCode(*code))
        in.reader.fail(*in.table.get("deploy"),
                       QStringLiteral("%1 is no close code that can be sent: expected 1000 to 1003, 1007 to "
                                      "1014 or 3000 to 4999, like 1012")
                           .arg(*code));
}

void readFill(const Parts &in, StepAction *action)
{
    action->name = in.selector("fill");
    action->value = in.required("with", QStringLiteral("{ fill = \"input\", with = \"hello\" }"));
    action->client = in.client(false);
    action->submit = in.reader.truth(in.table, "submit").value_or(false);
}

void readForm(const Parts &in, const QString &key, StepAction *action)
{
    if (key == u"cue") {
        action->type = Type::Cue;
        action->name = in.reader.text(in.table, "cue").value_or(QString());
    } else if (key == u"fault") {
        action->type = Type::Fault;
        const QString client = in.client(true);
        action->command = readFault(in.reader, in.table, QStringLiteral("do"),
                                    {QStringLiteral("fault"), QStringLiteral("client")}, in.faults)
                              .to(client);
    } else if (key == u"preset") {
        action->type = Type::Fault;
        const QString client = in.client(true);
        action->command = FaultCommand::preset(readPreset(in.reader, in.table), client);
    } else if (key == u"param") {
        action->type = Type::Param;
        readParamChange(in, action);
    } else if (key == u"deploy") {
        action->type = Type::Deploy;
        readDeploy(in, action);
    } else if (key == u"hide" || key == u"reveal" || key == u"reload" || key == u"step") {
        action->type = key == u"hide"     ? Type::Hide
                       : key == u"reveal" ? Type::Reveal
                       : key == u"reload" ? Type::Reload
                                          : Type::Step;
        action->client = in.clientIn(key.toStdString(), action->type == Type::Step);
    } else if (key == u"click") {
        action->type = Type::Click;
        action->name = in.selector("click");
        action->client = in.client(false);
    } else if (key == u"fill") {
        action->type = Type::Fill;
        readFill(in, action);
    } else if (key == u"wait") {
        action->type = Type::Wait;
        action->time = in.reader.duration(in.table, "wait").value_or(0);
        if (action->time > kLongestWait)
            in.reader.fail(*in.table.get("wait"), QStringLiteral("wait is too long: at most a minute"));
    } else if (key == u"hold") {
        action->type = in.reader.truth(in.table, "hold").value_or(true) ? Type::Hold : Type::Release;
        action->client = in.client(true);
    }
}

} // namespace

std::optional<StepAction> readAction(TomlReader &reader, const toml::table &table, const Manifest &manifest,
                                     const FaultCatalogue &faults)
{
    const std::size_t before = reader.failures();
    QStringList keys;
    const Form *form = nullptr;
    for (const Form &known : forms()) {
        keys << known.key;
        if (form == nullptr && table.contains(known.key.toStdString()))
            form = &known;
    }
    if (form == nullptr) {
        QStringList given;
        for (const auto &[key, node] : table)
            given << fromUtf8(key.str());
        const QString meant = given.size() == 1 ? didYouMean(given.first(), keys) : QString();
        reader.fail(table, QStringLiteral("do does not say what to do%1")
                               .arg(meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(keys) : meant));
        return {};
    }
    if (form->key != u"fault")
        reader.allowKeys(table, QStringList{form->key} + form->others,
                         QStringLiteral("a do with %1").arg(form->key));
    StepAction action;
    readForm({reader, table, manifest, faults}, form->key, &action);
    if (reader.failures() != before)
        return {};
    return action;
}

} // namespace swapscope
