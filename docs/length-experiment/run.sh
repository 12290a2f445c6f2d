#!/bin/sh
# What the length constraint does: trains the same model twice on pairs whose better answers are mostly longer, once
# with the constraint and once without, and prints how far the reward follows the length on answers it never saw.
# Usage: docs/length-experiment/run.sh FOLDER   (about three minutes on one core)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
winnow="${WINNOW:-$here/../../winnow}"
mkdir -p "$1"
cd "$1"
awk -v pairs=600 -v probes=0 -f "$here/corpus.awk" > pairs.jsonl
awk -v pairs=0 -v probes=300 -f "$here/corpus.awk" > probes.jsonl
[ -e start/config.json ] || "$winnow" model random --size nano --seed 1 --out start
for constraint in 0 1.5; do
  out=constraint-$constraint
  [ -e "$out/config.json" ] || {
    printf '{"model": "start", "data": "pairs.jsonl", "out": "%s", "train": "all", "max_steps": 300, "hd_num": 1,
"learning_rate": 0.001, "per_device_train_batch_size": 2, "gradient_accumulation_steps": 2, "save_steps": 0,
"dropout": 0, "length_constraint": %s, "seed": 7, "threads": 1}' "$out" "$constraint" > "$out.json"
    "$winnow" train --config "$out.json"
  }
  rm -f "$out.winnow"
  "$winnow" import probes.jsonl -w "$out.winnow" > "$out.log"
  "$winnow" score --model "$out" --device cpu -w "$out.winnow" >> "$out.log"
  printf 'length_constraint %s: ' "$constraint"
  "$winnow" report --rank adjusted --lowest 1 -w "$out.winnow" | grep 'rank correlation'
done
