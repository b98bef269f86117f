// The explorers by name: what each answers with, and the picture of those that have one.

import { basketBlocks } from "./explorers/basket.js";
import { briefBlocks, briefPicture } from "./explorers/brief.js";
import { cooperationBlocks } from "./explorers/cooperation.js";
import { crimesBlocks } from "./explorers/crimes.js";
import { decisionBlocks, decisionPicture } from "./explorers/decision.js";
import { draftingBlocks, draftingPicture } from "./explorers/drafting.js";
import { pairsBlocks, pairsPicture } from "./explorers/pairs.js";
import { qualityBlocks, qualityPicture } from "./explorers/quality.js";
import { roadBlocks, roadPicture } from "./explorers/road.js";
import { safeguardsBlocks } from "./explorers/safeguards.js";
import { scopeBlocks, scopePicture } from "./explorers/scope.js";
import { stateBlocks, statePicture } from "./explorers/state.js";
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

/** name -> (element, data, state, blocks) -> nothing; draws the explorer's picture. */
export const PICTURES = {
  brief: briefPicture,
  decision: decisionPicture,
  drafting: draftingPicture,
  pairs: pairsPicture,
  quality: qualityPicture,
  road: roadPicture,
  scope: scopePicture,
  state: statePicture,
};
