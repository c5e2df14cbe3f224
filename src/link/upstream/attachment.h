#pragma once

#include "headerrewriter.h"
#include "upstream.h"

namespace swapscope {

// What all connections of a link to an attached server share.
struct Attachment
{
    Attachment(const Upstream &server, const AttachRules &how) : upstream(server), rules(how), fitting(server)
    {
    }

    Upstream upstream;
    AttachRules rules;
    HeaderRewriter fitting;
};

} // namespace swapscope
