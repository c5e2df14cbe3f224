#include "pagecheck.h"
