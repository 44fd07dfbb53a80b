#ifndef KITH_CHECKSUM_H
#define KITH_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli; reflected polynomial 0x82F63B78) of `length` bytes, continued from `seed`:
/// the checksum of what came before, or 0 at the start. By the processor's instruction where it has one.
uint32_t checksum_crc32c(uint32_t seed, const void *bytes, size_t length);

/// The CRC-32C of each block of so many bytes, the last one being shorter where they do not come out even.
void checksum_crc32c_blocks(const void *bytes, size_t length, size_t block, uint32_t *sums);

#endif
