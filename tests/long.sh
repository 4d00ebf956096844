#!/usr/bin/env bash
# What takes longer than a test run allows: a long simulation, 200 kills, and the load harness by polling and webhook.
# TEST_SHARED names the folder that has perf/harness. Figures of dated runs are in docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

echo "== simulation, ${TEST_SIMULATION_EVENTS:=20000000} events"
export TEST_SIMULATION_EVENTS
dotnet run -c Release --project tests/ConsultBot.Simulation.Tests

echo "== kill -9, ${TEST_KILLS:=200} times"
export TEST_KILLS
dotnet run -c Release --project tests/ConsultBot.Tests -- -method "*Killed_again*"

if [[ -z ${TEST_SHARED:-} ]]; then
  echo "TEST_SHARED is not set: the load harness is left out."
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$TEST_SHARED/perf/harness" "$work/harness" && chmod -R u+w "$work/harness"
dotnet build "$work/harness" -c Release -o "$work/botload" | tail -1
dotnet publish src/ConsultBot -c Release -o "$work/bin" | tail -1
official=$(dotnet "$work/bin/ConsultBot.dll" who --topic '*' --lang kk | head -1 | cut -d' ' -f1)

play() {
  export BOT_DATA="$work/data-$1-$2"
  DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 taskset -c 1 dotnet "$work/botload/BotLoad.dll" "$1" --transport "$2" \
    --sut "tests/load/start.sh $work/bin" --sut-cpu 0 --must-contain "$official" --name "consultbot $2" "${@:3}"
}
for transport in poll webhook; do
  play capacity "$transport" --chats 200 --seconds 15
  play kill "$transport" --chats 200 --kills 20
  play faults "$transport" --chats 200 --fault-rate 0.1
done
