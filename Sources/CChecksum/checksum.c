#include "checksum.h"

#include <string.h>

static uint32_t crc_by_table(uint32_t crc, const unsigned char *p, size_t n) {
    static uint32_t table[256];
    static int ready;
    if (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE)) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int bit = 0; bit < 8; bit++) c = (c >> 1) ^ (0x82F63B78u & -(c & 1));
            table[i] = c;
        }
        __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    }
    while (n--) crc = table[(crc ^ *p++) & 0xFF] ^ (crc >> 8);
    return crc;
}

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2")))
static uint32_t crc_by_instruction(uint32_t crc, const unsigned char *p, size_t n) {
    uint64_t wide = crc;
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        wide = _mm_crc32_u64(wide, word);
    }
    crc = (uint32_t)wide;
    while (n--) crc = _mm_crc32_u8(crc, *p++);
    return crc;
}

/// Four blocks side by side: the instruction takes three cycles, and a new one can begin in each.
__attribute__((target("sse4.2")))
static void crc_of_four(const unsigned char *p, size_t block, uint32_t *sums) {
    uint64_t a = ~0u, b = ~0u, c = ~0u, d = ~0u;
    for (size_t n = 0; n + 8 <= block; n += 8) {
        uint64_t w, x, y, z;
        memcpy(&w, p + n, 8);
        memcpy(&x, p + block + n, 8);
        memcpy(&y, p + 2 * block + n, 8);
        memcpy(&z, p + 3 * block + n, 8);
        a = _mm_crc32_u64(a, w);
        b = _mm_crc32_u64(b, x);
        c = _mm_crc32_u64(c, y);
        d = _mm_crc32_u64(d, z);
    }
    sums[0] = ~(uint32_t)a;
    sums[1] = ~(uint32_t)b;
    sums[2] = ~(uint32_t)c;
    sums[3] = ~(uint32_t)d;
}
#define HAS_FOUR 1

#if defined(__GLIBC__)
#include <sys/platform/x86.h>
/// The C library has asked the processor already; the compiler's own way asks again, at every start, and under a virtual machine
/// each question is a journey.
static int has_instruction(void) { return CPU_FEATURE_ACTIVE(SSE4_2); }
#else
static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#endif

#elif defined(__aarch64__)
#include <sys/auxv.h>
#include <asm/hwcap.h>

__attribute__((target("+crc")))
static uint32_t crc_by_instruction(uint32_t crc, const unsigned char *p, size_t n) {
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        crc = __builtin_arm_crc32cd(crc, word);
    }
    while (n--) crc = __builtin_arm_crc32cb(crc, *p++);
    return crc;
}

static int has_instruction(void) { return (getauxval(AT_HWCAP) & HWCAP_CRC32) != 0; }

#else
#define crc_by_instruction crc_by_table
static int has_instruction(void) { return 0; }
#endif

uint32_t checksum_crc32c(uint32_t seed, const void *bytes, size_t length) {
    const unsigned char *p = bytes;
    return ~(has_instruction() ? crc_by_instruction(~seed, p, length) : crc_by_table(~seed, p, length));
}

void checksum_crc32c_blocks(const void *bytes, size_t length, size_t block, uint32_t *sums) {
    const unsigned char *p = bytes;
#ifdef HAS_FOUR
    if (has_instruction() && block % 8 == 0) {
        for (; length >= 4 * block; p += 4 * block, length -= 4 * block, sums += 4) crc_of_four(p, block, sums);
    }
#endif
    for (; length > 0; sums++) {
        size_t n = length < block ? length : block;
        *sums = checksum_crc32c(0, p, n);
        p += n;
        length -= n;
    }
}
