#!/usr/bin/env bash
# Starts the published build in folder $1 with the load dialogue, set up by the load harness's environment:
# BOT_API, BOT_TOKEN, BOT_TRANSPORT (poll, webhook), BOT_PORT, BOT_WEBHOOK_URL, BOT_DATA (the data folder, kept over
# restarts), BOT_PACE (none, real; none by default). With a BOT_WEBHOOK_URL that ends in /hooks/whatsapp the channel is
# WhatsApp: TWILIO_API, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "${1:?usage: start.sh BIN}" && pwd)
data=${BOT_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/consultbot-load}

mkdir -p "$data/dialogs"
cp "$here"/dialogs/*.yaml "$bin/dialogs/texts/system.yaml" "$data/dialogs/"

export CONSULTBOT_Dialogs__Path="$data/dialogs"
export CONSULTBOT_Register__Path="$bin/config/register"
export CONSULTBOT_Storage__Path="$data/consultbot.db"
export CONSULTBOT_Urls="http://127.0.0.1:${BOT_PORT:-28090}"
export CONSULTBOT_Conversation__MessagesPerMinute=0
if [[ ${BOT_WEBHOOK_URL:-} == */hooks/whatsapp ]]; then
  export CONSULTBOT_WhatsApp__AccountSid="${TWILIO_ACCOUNT_SID:?}"
  export CONSULTBOT_WhatsApp__AuthToken="${TWILIO_AUTH_TOKEN:?}"
  export CONSULTBOT_WhatsApp__From="${TWILIO_FROM:?}"
  export CONSULTBOT_WhatsApp__BaseUrl="${TWILIO_API:?}"
  export CONSULTBOT_WhatsApp__PublicUrl="${BOT_WEBHOOK_URL%/hooks/whatsapp}"
  [[ ${BOT_PACE:-none} == none ]] && export CONSULTBOT_WhatsApp__SendsPerSecond=0
  cd "$data"
  exec "$bin/ConsultBot" serve
fi

export CONSULTBOT_Telegram__Token="${BOT_TOKEN:?}"
export CONSULTBOT_Telegram__BaseUrl="${BOT_API:?}"
if [[ ${BOT_TRANSPORT:-poll} == webhook ]]; then
  export CONSULTBOT_Telegram__Mode=webhook
  export CONSULTBOT_Telegram__WebhookUrl="${BOT_WEBHOOK_URL:?}"
  export CONSULTBOT_Telegram__WebhookSecret=load-harness-secret
fi
if [[ ${BOT_PACE:-none} == none ]]; then
  export CONSULTBOT_Telegram__SendsPerSecond=0
  export CONSULTBOT_Telegram__SendsPerSecondPerChat=0
fi

cd "$data"
exec "$bin/ConsultBot" serve
