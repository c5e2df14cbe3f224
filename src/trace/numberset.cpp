#include "numberset.h"
