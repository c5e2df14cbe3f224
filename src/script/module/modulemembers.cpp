#include "modulemembers.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

const std::vector<ModuleMember> &moduleMembers()
{
    static const QString kRoute =
        u"(path: string, options: { csrf?: boolean } | Handler, handler?: Handler): void"_s;
    static const std::vector<ModuleMember> kMembers{
        {u"after"_s, u"(duration: string, handler: () => unknown): () => void"_s,
         u"Calls a function once, later; what it returns stops it."_s},
        {u"channel"_s, u"(name: string, options?: { history?: number }): Channel"_s,
         u"A named stream of updates with a bounded history."_s},
        {u"console"_s, u": { log, debug, info, warn, error(...values: unknown[]): void }"_s,
         u"Writes to the trace."_s},
        {u"cue"_s,
         u"(label: string, options: { channel?: Channel } | (() => unknown), handler?: () => unknown): void"_s,
         u"A button; a generator gives its pieces over time."_s},
        {u"del"_s, kRoute, u"Answers DELETE."_s},
        {u"every"_s, u"(duration: string, handler: (n: number) => unknown): () => void"_s,
         u"Calls a function again and again; what it returns stops it."_s},
        {u"get"_s, kRoute, u"Answers GET and HEAD."_s},
        {u"html"_s, u"(strings: TemplateStringsArray, ...values: unknown[]): Fragment"_s,
         u"A piece of HTML; what is put in is escaped."_s},
        {u"network"_s, u": Record<string, (client: string, options?: object) => void>"_s,
         u"What the network panel does by hand."_s},
        {u"params"_s, u": Readonly<Record<string, string | number | boolean>>"_s,
         u"What the user chose for the scenario's parameters."_s},
        {u"patch"_s, kRoute, u"Answers PATCH."_s},
        {u"post"_s, kRoute, u"Answers POST."_s},
        {u"put"_s, kRoute, u"Answers PUT."_s},
        {u"random"_s, u"(): number"_s, u"A number from 0 to 1 that the run's seed decides."_s},
        {u"raw"_s, u"(text: string | number | Fragment): Fragment"_s, u"A text that is HTML already."_s},
        {u"server"_s,
         u": { readonly htmx: \"2\" | \"4\"; restart(options?: { down?: string; code?: number; reason?: string }): void }"_s,
         u"The mock server."_s},
        {u"sleep"_s, u"(duration: string): Promise<void>"_s, u"Waits without holding anybody up."_s},
        {u"sse"_s, u"(path: string, options?: StreamOptions): void"_s, u"An event stream."_s},
        {u"ws"_s, u"(path: string, options?: SocketOptions): void"_s, u"A WebSocket endpoint."_s},
    };
    return kMembers;
}

} // namespace swapscope
