import {
  ACESFilmicToneMapping,
  Box3,
  DirectionalLight,
  type Material,
  Mesh,
  type Object3D,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  Sphere,
  Texture,
  Vector3,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { RoomEnvironment } from 'three/examples/jsm/environments/RoomEnvironment.js'
import { FIELD_OF_VIEW, VIEW_FROM, VIEW_MARGIN } from '~/platform/models/view'
import { ModelError } from './pack-gltf'

export interface Stage {
  /** Turns by parts of a full turn, to the right and downwards. */
  turn: (across: number, down: number) => void
  /** Moves nearer (above 1) or away. */
  zoom: (by: number) => void
  reset: () => void
  dispose: () => void
}

const MOST_DENSITY = 2

/**
 * Shows an object in an element and returns how it is turned; throws ModelError without WebGL or if it is empty. Draws
 * only when something changed. Takes over the object: it is disposed of with the stage.
 */
export function openStage(element: HTMLElement, object: Object3D): Stage {
  const bounds = new Box3().setFromObject(object)
  const sphere = bounds.getBoundingSphere(new Sphere())
  if (!(sphere.radius > 0 && Number.isFinite(sphere.radius))) {
    disposeObject(object)
    throw new ModelError('empty')
  }
  const renderer = rendererFor(object)
  renderer.toneMapping = ACESFilmicToneMapping
  renderer.setPixelRatio(Math.min(window.devicePixelRatio || 1, MOST_DENSITY))
  element.append(renderer.domElement)
  const scene = new Scene()
  const room = new RoomEnvironment()
  const environment = new PMREMGenerator(renderer)
  const light = environment.fromScene(room, 0.04)
  scene.environment = light.texture
  scene.environmentIntensity = 0.75
  scene.add(object)
  const sun = new DirectionalLight(0xffffff, 1.1)
  sun.position.set(2, 3, 4)
  scene.add(sun)

  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, sphere.radius / 100, sphere.radius * 100)
  const controls = new OrbitControls(camera, renderer.domElement)
  controls.minDistance = sphere.radius * 0.2
  controls.maxDistance = sphere.radius * 20
  const draw = onceAFrame(() => renderer.render(scene, camera))
  controls.addEventListener('change', draw)
  const reset = () => {
    controls.target.copy(sphere.center)
    camera.position.copy(VIEW).multiplyScalar(distanceFor(bounds, camera)).add(sphere.center)
    controls.update()
    draw()
  }
  const resize = () => {
    const { clientWidth: width, clientHeight: height } = element
    if (width === 0 || height === 0) return
    const before = camera.aspect
    camera.aspect = width / height
    camera.updateProjectionMatrix()
    renderer.setSize(width, height, false)
    if (before === 1) reset()
    renderer.render(scene, camera)
  }
  const observer = new ResizeObserver(resize)
  observer.observe(element)
  resize()
  reset()
  return {
    turn(across, down) {
      const offset = camera.position.clone().sub(controls.target)
      offset.applyAxisAngle(camera.up, -across * 2 * Math.PI)
      const side = new Vector3().crossVectors(camera.up, offset).normalize()
      const turned = offset.clone().applyAxisAngle(side, -down * 2 * Math.PI)
      // Not over the poles, where up and down change places.
      if (Math.abs(turned.angleTo(camera.up) - Math.PI / 2) < 1.45) offset.copy(turned)
      camera.position.copy(controls.target).add(offset)
      controls.update()
      draw()
    },
    zoom(by) {
      camera.position.sub(controls.target).divideScalar(by).add(controls.target)
      controls.update()
      draw()
    },
    reset,
    dispose() {
      observer.disconnect()
      draw.cancel()
      controls.dispose()
      light.dispose()
      environment.dispose()
      room.dispose()
      disposeObject(object)
      renderer.dispose()
      renderer.forceContextLoss()
      renderer.domElement.remove()
    },
  }
}

/** From where a model is seen first, as on its poster. */
const VIEW = new Vector3(...VIEW_FROM).normalize()

/** Returns how far the camera is from the middle of a box so that all its corners are in view. */
function distanceFor(bounds: Box3, { fov, aspect }: PerspectiveCamera): number {
  const middle = bounds.getCenter(new Vector3())
  const side = new Vector3(0, 1, 0).cross(VIEW).normalize()
  const up = new Vector3().crossVectors(VIEW, side)
  const half = Math.tan((fov * Math.PI) / 360) / VIEW_MARGIN
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
    const { min, max } = bounds
    return new Vector3(bits & 1 ? max.x : min.x, bits & 2 ? max.y : min.y, bits & 4 ? max.z : min.z).sub(middle)
  })
  const needed = corners.map((corner) => {
    const across = Math.max(Math.abs(corner.dot(side)) / aspect, Math.abs(corner.dot(up)))
    return corner.dot(VIEW) + across / half
  })
  return Math.max(...needed)
}

function rendererFor(object: Object3D): WebGLRenderer {
  try {
    return new WebGLRenderer({ antialias: true, alpha: true })
  } catch {
    disposeObject(object)
    throw new ModelError('no_webgl')
  }
}

/** Returns a function that calls `act` in the next frame, once however often it is asked. */
function onceAFrame(act: () => void): { (): void; cancel: () => void } {
  let frame = 0
  const ask = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      act()
    })
  }
  return Object.assign(ask, { cancel: () => cancelAnimationFrame(frame) })
}

/** Releases what an object holds on the graphics card. */
export function disposeObject(object: Object3D): void {
  object.traverse((part) => {
    if (!(part instanceof Mesh)) return
    part.geometry.dispose()
    const materials: Material[] = Array.isArray(part.material) ? part.material : [part.material]
    for (const material of materials) {
      for (const value of Object.values(material)) if (value instanceof Texture) value.dispose()
      material.dispose()
    }
  })
}
