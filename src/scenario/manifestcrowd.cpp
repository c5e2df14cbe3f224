#include "manifestparts.h"

namespace swapscope {

namespace {

const QStringList kPolicies{QStringLiteral("htmx2-ws"), QStringLiteral("htmx4-ws")};

ManifestCrowd readCrowd(TomlReader &reader, const toml::table &table, const Manifest &manifest)
{
    reader.allowKeys(table,
                     {QStringLiteral("name"), QStringLiteral("count"), QStringLiteral("path"),
                      QStringLiteral("policy"), QStringLiteral("jitter")},
                     QStringLiteral("a [[crowd]]"));
    ManifestCrowd crowd;
    crowd.line = TomlReader::lineOf(table);
    crowd.name = reader
                     .requiredText(table, "name",
                                   QStringLiteral("name is missing in [[crowd]]: the client as which the "
                                                  "trace knows them, like \"Crowd\""))
                     .value_or(QString());
    if (!crowd.name.isEmpty() && !isClientName(crowd.name))
        reader.fail(*table.get("name"), clientNameAdvice(crowd.name));
    else if (manifest.clients.contains(crowd.name) || manifest.crowd(crowd.name))
        reader.fail(*table.get("name"), QStringLiteral("%1 is there twice").arg(quoted(crowd.name)));
    crowd.count = reader.integer(table, "count", 1, kMaxCrowdCount).value_or(1);
    crowd.path = reader
                     .requiredText(table, "path",
                                   QStringLiteral("path is missing in [[crowd]]: the WebSocket that they "
                                                  "connect to, like \"/room\""))
                     .value_or(QStringLiteral("/"));
    if (!crowd.path.startsWith(u'/'))
        reader.fail(*table.get("path"),
                    QStringLiteral("path is %1: expected one that begins with /").arg(quoted(crowd.path)));
    crowd.policy = reader.text(table, "policy").value_or(kPolicies.first());
    if (!kPolicies.contains(crowd.policy))
        reader.fail(*table.get("policy"), QStringLiteral("%1 is no way to come back: expected %2")
                                              .arg(quoted(crowd.policy), oneOf(kPolicies)));
    crowd.jitter = reader.truth(table, "jitter").value_or(true);
    return crowd;
}

} // namespace

void readCrowds(TomlReader &reader, const toml::table &root, Manifest *manifest)
{
    for (const toml::table *table : reader.tables(root, "crowd", kMaxCrowds))
        manifest->crowds.push_back(readCrowd(reader, *table, *manifest));
}

} // namespace swapscope
