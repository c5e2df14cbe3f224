#include "command.h"

namespace swapscope {

FaultCommand FaultCommand::preset(const QString &name, const QString &client)
{
    return {.client = client, .fault = kPreset, .args = {{QStringLiteral("name"), name}}};
}

FaultCommand FaultCommand::to(const QString &whom) const
{
    FaultCommand command = *this;
    command.client = whom;
    return command;
}

FaultCommand endOf(const QString &fault)
{
    return {.fault = QStringLiteral("end"), .args = {{QStringLiteral("which"), fault}}};
}

QString subjectOf(const FaultCommand &command)
{
    return command.fault == u"end" ? command.args.text(QStringLiteral("which")).value_or(QString())
                                   : command.fault;
}

} // namespace swapscope
