# The ledger's panel.
target_sources(swapscope_app PRIVATE
    ledger/ledgermodel.h ledger/ledgermodel.cpp
    ledger/ledgerpanel.h ledger/ledgerpanel.cpp
    ledger/ledgerview.h ledger/ledgerview.cpp)
