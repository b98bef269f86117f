// The explorers by name: what each answers with.

import { basketBlocks } from "./explorers/basket.js";
import { briefBlocks } from "./explorers/brief.js";
import { cooperationBlocks } from "./explorers/cooperation.js";
import { crimesBlocks } from "./explorers/crimes.js";
import { decisionBlocks } from "./explorers/decision.js";
import { draftingBlocks } from "./explorers/drafting.js";
import { pairsBlocks } from "./explorers/pairs.js";
import { qualityBlocks } from "./explorers/quality.js";
import { roadBlocks } from "./explorers/road.js";
import { safeguardsBlocks } from "./explorers/safeguards.js";
import { scopeBlocks } from "./explorers/scope.js";
import { stateBlocks } from "./explorers/state.js";
import { whatifBlocks } from "./explorers/whatif.js";

/** name -> (data, state, answered) -> blocks; `answered` answers for another view, which a report holds. */
export const EXPLORERS = {
  basket: basketBlocks,
  brief: briefBlocks,
  cooperation: cooperationBlocks,
  crimes: crimesBlocks,
  decision: decisionBlocks,
  drafting: draftingBlocks,
  pairs: pairsBlocks,
  quality: qualityBlocks,
  road: roadBlocks,
  safeguards: safeguardsBlocks,
  scope: scopeBlocks,
  state: stateBlocks,
  whatif: whatifBlocks,
};
