import { spawnSync } from 'node:child_process'
import { mkdirSync, existsSync, rmSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { corpus, corpusFiles, headOf } from './tests/support/corpus'
import { sniff } from './app/platform/files/sniff.server'
import { writeCleanForm } from './app/platform/images/clean/clean-form.server'
import { isCleaned } from './app/platform/images/clean/cleaned-types'
import sharp from 'sharp'
const out='/tmp/clean-out'; rmSync(out,{recursive:true,force:true}); mkdirSync(out)
const tags=(f)=>new Set(spawnSync('exiftool',['-G1','-a','-s','-ee','-u',f],{encoding:'utf8'}).stdout.split('\n').map(l=>l.replace(/\s*:\s/,': ')).filter(l=>l&&!/\[(System|File|ExifTool)\]/.test(l)))
const px=async f=>{try{return (await sharp(f,{limitInputPixels:false}).raw().toBuffer())}catch(e){return String(e.message).slice(0,40)}}
for (const name of corpusFiles){
 const file=path.join(corpus,name)
 const s=await sniff(file,await headOf(file),path.basename(file))
 if(!isCleaned(s.mediaType))continue
 const o=path.join(out,name.replace(/\//g,'_'))
 let r; try{ r=await writeCleanForm(file,s.mediaType,o)}catch(e){console.log('##',name,'FAILED',e.code??e.stack);continue}
 if(!r){console.log('##',name,'nothing to remove');continue}
 const a=tags(file),b=tags(o)
 const gone=[...a].filter(x=>!b.has(x)), added=[...b].filter(x=>!a.has(x))
 const [p,q]=[await px(file),await px(o)]
 const same=typeof p==='string'?p===q:Buffer.isBuffer(q)&&p.equals(q)
 console.log('##',name,readFileSync(file).length,'->',r.byteSize,same?'pixels same':'PIXELS DIFFER '+p+' '+q)
 console.log('  gone:',gone.map(x=>x.replace(/: .*/,'')).join(' ').slice(0,1500))
 if(added.length)console.log('  ADDED:',added.join(' | ').slice(0,600))
 const left=[...b].filter(x=>/gps|latitude|longitude|serial|uniqueid|history|ancestors|usercomment|comment|makernote|maker|ownername/i.test(x.replace(/: .*/,'')))
 if(left.length)console.log('  LEFT:',left.join(' | '))
}
