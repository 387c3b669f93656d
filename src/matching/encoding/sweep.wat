;; Holds one filter of 1,024 bits against many, 128 bits at a time. What a filter shares with another is the number of
;; bits set in both; two are alike by Dice's coefficient, twice that over the bits set in either. Compared in whole
;; numbers, so that the same filters give the same pairs on any machine.
(module
  ;; Room for a filter, 4,096 others, their numbers of bits, and the places of those found: see sweep.ts.
  (memory (export "memory") 9)

  ;; $one: address of a filter, $ones: bits set in it. $from to $to: addresses of the filters it is held against, $counts:
  ;; of the numbers of bits set in those, as 32-bit. Found are those with 8192 * shared >= $least * (bits set in both, added
  ;; up); at $found are written their place among those held against (32 bits each). Gives how many.
  (func (export "sweep")
    (param $one i32) (param $ones i32) (param $from i32) (param $to i32) (param $counts i32) (param $least i32) (param $found i32)
    (result i32)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $a4 v128) (local $a5 v128) (local $a6 v128) (local $a7 v128)
    (local $sum v128) (local $place i32) (local $first i32)
    (local.set $first (local.get $found))
    (local.set $a0 (v128.load (local.get $one)))
    (local.set $a1 (v128.load offset=16 (local.get $one)))
    (local.set $a2 (v128.load offset=32 (local.get $one)))
    (local.set $a3 (v128.load offset=48 (local.get $one)))
    (local.set $a4 (v128.load offset=64 (local.get $one)))
    (local.set $a5 (v128.load offset=80 (local.get $one)))
    (local.set $a6 (v128.load offset=96 (local.get $one)))
    (local.set $a7 (v128.load offset=112 (local.get $one)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        ;; Eight times eight bits at most in each of sixteen bytes: no byte overflows.
        (local.set $sum
          (i8x16.add
            (i8x16.add
              (i8x16.add (i8x16.popcnt (v128.and (local.get $a0) (v128.load (local.get $from))))
                         (i8x16.popcnt (v128.and (local.get $a1) (v128.load offset=16 (local.get $from)))))
              (i8x16.add (i8x16.popcnt (v128.and (local.get $a2) (v128.load offset=32 (local.get $from))))
                         (i8x16.popcnt (v128.and (local.get $a3) (v128.load offset=48 (local.get $from))))))
            (i8x16.add
              (i8x16.add (i8x16.popcnt (v128.and (local.get $a4) (v128.load offset=64 (local.get $from))))
                         (i8x16.popcnt (v128.and (local.get $a5) (v128.load offset=80 (local.get $from)))))
              (i8x16.add (i8x16.popcnt (v128.and (local.get $a6) (v128.load offset=96 (local.get $from))))
                         (i8x16.popcnt (v128.and (local.get $a7) (v128.load offset=112 (local.get $from))))))))
        (local.set $sum (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $sum))))
        (local.set $sum (i32x4.add (local.get $sum)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
        (if (i32.ge_u
              (i32.shl (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum))) (i32.const 13))
              (i32.mul (local.get $least) (i32.add (local.get $ones) (i32.load (local.get $counts)))))
          (then
            (i32.store (local.get $found) (local.get $place))
            (local.set $found (i32.add (local.get $found) (i32.const 4)))))
        (local.set $place (i32.add (local.get $place) (i32.const 1)))
        (local.set $counts (i32.add (local.get $counts) (i32.const 4)))
        (local.set $from (i32.add (local.get $from) (i32.const 128)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $found) (local.get $first)) (i32.const 2))))
