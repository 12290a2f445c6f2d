#!/bin/sh
# Makes the model that knows the demo world, and measures it on a fresh world. Goes on where it was stopped.
# Usage: docs/demo-model/train.sh FOLDER   (about 70 minutes on one core)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
winnow="$here/../../winnow"
mkdir -p "$1"
cd "$1"
[ -e start/config.json ] || "$winnow" model random --size nano --seed 1 --out start
cp "$here/train.json" train.json
[ -e trained/config.json ] || "$winnow" train --config train.json
"$winnow" model check trained
[ -e world ] || "$winnow" demo-world --seed 4711 --samples 2000 --defects 10% --out world
"$winnow" import world/data.json -w world.winnow
"$winnow" score --model trained -w world.winnow
"$winnow" report --truth world/truth.json -w world.winnow
